package io.daegi.booking.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis beside the truth: what it says makes something quicker or fairer, and without it everything
 * goes on. Trouble means "nothing said", and Redis is then left alone for a while. On one context
 * only.
 */
public final class SideRedis {

  private static final Logger LOG = LoggerFactory.getLogger(SideRedis.class);
  private static final long ANSWER_TIMEOUT_MS = 100;
  private static final long LEAVE_ALONE_NS = TimeUnit.SECONDS.toNanos(3);
  private static final int CONNECTIONS = 4;

  /** As many as may be asked within the time that an answer is waited for. */
  private static final int MAX_WAITING = 4_096;

  private static final int CONNECT_TIMEOUT_MS = 1_000;

  /**
   * A connection that is silent for so long is closed: behind a network that swallows everything it
   * would answer nobody for many minutes.
   */
  private static final int SILENCE_S = 10;

  private final Redis redis;
  private final String what;
  private long leftAloneSinceNs;
  private boolean leftAlone;
  private boolean troubled;

  /**
   * @param url {@code redis://host:port}
   * @param what is shared through it, as the log says it
   */
  public SideRedis(Vertx vertx, String url, String what) {
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(url)
            .setMaxPoolSize(CONNECTIONS)
            .setMaxPoolWaiting(MAX_WAITING);
    options.getNetClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS).setIdleTimeout(SILENCE_S);
    this.redis = Redis.createClient(vertx, options);
    this.what = what;
  }

  /** Empty when Redis has nothing, or is not there; always succeeds, within 100 ms. */
  public Future<Optional<Response>> send(Request request) {
    if (isLeftAlone()) {
      return Future.succeededFuture(Optional.empty());
    }
    return redis
        .send(request)
        .timeout(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(this::well)
        .recover(
            trouble -> {
              leaveAlone(trouble);
              return Future.succeededFuture(Optional.empty());
            });
  }

  public void close() {
    redis.close();
  }

  private Optional<Response> well(Response answer) {
    if (troubled) {
      troubled = false;
      LOG.info("{} are shared through Redis again", what);
    }
    return Optional.ofNullable(answer);
  }

  private boolean isLeftAlone() {
    if (leftAlone && System.nanoTime() - leftAloneSinceNs > LEAVE_ALONE_NS) {
      leftAlone = false;
    }
    return leftAlone;
  }

  private void leaveAlone(Throwable trouble) {
    if (!troubled) {
      troubled = true;
      LOG.warn("{} are not shared through Redis for now: {}", what, trouble.toString());
    }
    leftAlone = true;
    leftAloneSinceNs = System.nanoTime();
  }
}
