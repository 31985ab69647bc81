package io.daegi.bench.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/**
 * The two sorted sets of {@link RedisRoom} through a client library, as a service would use them:
 * what stands beside it there speaks to the socket itself and makes no garbage, which nobody does
 * who has a shop to build.
 */
public final class RedisClientRoom implements WaitingRoom {

  private static final String WAITING = "waiting";
  private static final String PROCESSING = "processing";
  private static final long DEADLINE_MS = 1_790_000_600_000L;
  private static final long PATIENCE_S = 30;

  private final Vertx vertx = Vertx.vertx();
  private final RedisConnection redis;
  private final String callSha;
  private final int inFlight;
  private final int batch;
  private long lastVisitor;
  private long lastCompleted;

  /**
   * Empties the server: nobody else may use it.
   *
   * @param inFlight most commands that are sent and not yet answered, even
   */
  public RedisClientRoom(String url, int inFlight, int batch) throws IOException {
    this.inFlight = inFlight;
    this.batch = batch;
    redis = await(Redis.createClient(vertx, new RedisOptions().addConnectionString(url)).connect());
    await(redis.send(Request.cmd(Command.FLUSHALL)));
    callSha = await(redis.send(Request.cmd(Command.SCRIPT, "LOAD", RedisRoom.CALL))).toString();
  }

  @Override
  public void join(int visitors) throws IOException {
    pipeline(lastVisitor + 1, visitors, RedisClientRoom::join);
    lastVisitor += visitors;
  }

  @Override
  public void pass(int visitors) throws IOException {
    for (int left = visitors; left > 0; left -= batch) {
      int wanted = Math.min(left, batch);
      call(wanted);
      pipeline(lastCompleted + 1, wanted, RedisClientRoom::completion);
      lastCompleted += wanted;
    }
  }

  private static Request join(long visitor) {
    return Request.cmd(Command.ZADD)
        .arg(WAITING)
        .arg("NX")
        .arg(visitor)
        .arg(Buffer.buffer(member(visitor)));
  }

  private static Request completion(long visitor) {
    return Request.cmd(Command.ZREM).arg(PROCESSING).arg(Buffer.buffer(member(visitor)));
  }

  private static byte[] member(long visitor) {
    return ByteBuffer.allocate(16).putLong(Visitors.high(visitor)).putLong(visitor).array();
  }

  private void call(int wanted) throws IOException {
    Request call =
        Request.cmd(Command.EVALSHA)
            .arg(callSha)
            .arg(2)
            .arg(WAITING)
            .arg(PROCESSING)
            .arg(wanted)
            .arg(DEADLINE_MS);
    long called = await(redis.send(call)).toLong();
    if (called != wanted) {
      throw new IllegalStateException("%d were called, not %d".formatted(called, wanted));
    }
  }

  /** Sends half of what may be in flight, then awaits the answers to the half before it. */
  private void pipeline(long first, int count, LongFunction<Request> about) throws IOException {
    Future<List<Response>> before = Future.succeededFuture(List.of());
    for (int sent = 0; sent < count; ) {
      int now = Math.min(inFlight / 2, count - sent);
      List<Request> requests = new ArrayList<>(now);
      for (int i = 0; i < now; i++) {
        requests.add(about.apply(first + sent + i));
      }
      Future<List<Response>> answers = redis.batch(requests);
      checkOnes(await(before));
      before = answers;
      sent += now;
    }
    checkOnes(await(before));
  }

  private static void checkOnes(List<Response> answers) {
    for (Response answer : answers) {
      if (answer.toLong() != 1) {
        throw new IllegalStateException("a visitor was there already, or was not called");
      }
    }
  }

  @Override
  public void verify() throws IOException {
    long waiting = count(WAITING);
    long processing = count(PROCESSING);
    if (waiting != lastVisitor - lastCompleted || processing != 0) {
      throw new IllegalStateException(
          "%d wait and %d are in the shop".formatted(waiting, processing));
    }
  }

  private long count(String set) throws IOException {
    return await(redis.send(Request.cmd(Command.ZCARD, set))).toLong();
  }

  @Override
  public void close() throws IOException {
    await(redis.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.await(PATIENCE_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("Redis has not answered for %d s".formatted(PATIENCE_S), e);
    }
  }
}
