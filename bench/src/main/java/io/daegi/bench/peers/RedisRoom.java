package io.daegi.bench.peers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Two sorted sets in Redis: who waits, by arrival, and who is in the shop, by deadline. Joins and
 * completions are pipelined, the next ones sent while the answers to the last ones are still to
 * come; a script moves a batch from one set to the other. The pseudonym's 16 bytes are the member.
 */
public final class RedisRoom implements WaitingRoom {

  private static final byte[] ZADD = ascii("ZADD");
  private static final byte[] ZREM = ascii("ZREM");
  private static final byte[] EVALSHA = ascii("EVALSHA");
  private static final byte[] NX = ascii("NX");
  private static final byte[] WAITING = ascii("waiting");
  private static final byte[] PROCESSING = ascii("processing");
  private static final long DEADLINE_MS = 1_790_000_600_000L;

  static final String CALL =
      """
      local called = redis.call('ZPOPMIN', KEYS[1], ARGV[1])
      for i = 1, #called, 2 do
        redis.call('ZADD', KEYS[2], ARGV[2], called[i])
      end
      return #called / 2
      """;

  /** Writes the command about one visitor. */
  @FunctionalInterface
  private interface About {
    void write(long visitor);
  }

  private final RedisClient redis;
  private final byte[] callSha;
  private final int inFlight;
  private final int batch;
  private final ByteBuffer member = ByteBuffer.allocate(16);
  private long lastVisitor;
  private long lastCompleted;

  /**
   * Empties the server: nobody else may use it.
   *
   * @param inFlight most commands that are sent and not yet answered, even
   */
  public RedisRoom(String host, int port, int inFlight, int batch) throws IOException {
    this.redis = new RedisClient(host, port);
    this.inFlight = inFlight;
    this.batch = batch;
    redis.ask("FLUSHALL");
    redis.ask("CONFIG", "SET", "maxmemory", "0");
    callSha = ascii(redis.ask("SCRIPT", "LOAD", CALL));
  }

  @Override
  public void join(int visitors) throws IOException {
    pipeline(lastVisitor + 1, visitors, this::writeJoin);
    lastVisitor += visitors;
  }

  @Override
  public void pass(int visitors) throws IOException {
    for (int left = visitors; left > 0; left -= batch) {
      int wanted = Math.min(left, batch);
      call(wanted);
      pipeline(lastCompleted + 1, wanted, this::writeCompletion);
      lastCompleted += wanted;
    }
  }

  private void writeJoin(long visitor) {
    redis.command(5);
    redis.word(ZADD);
    redis.word(WAITING);
    redis.word(NX);
    redis.word(visitor);
    redis.word(member(visitor));
  }

  private void writeCompletion(long visitor) {
    redis.command(3);
    redis.word(ZREM);
    redis.word(PROCESSING);
    redis.word(member(visitor));
  }

  private void call(int wanted) throws IOException {
    redis.command(7);
    redis.word(EVALSHA);
    redis.word(callSha);
    redis.word(2);
    redis.word(WAITING);
    redis.word(PROCESSING);
    redis.word(wanted);
    redis.word(DEADLINE_MS);
    redis.flush();
    long called = redis.readNumber();
    if (called != wanted) {
      throw new IllegalStateException("%d were called, not %d".formatted(called, wanted));
    }
  }

  /** Sends half of what may be in flight, then reads the answers to the half before it. */
  private void pipeline(long first, int count, About about) throws IOException {
    int half = inFlight / 2;
    int unanswered = 0;
    for (int sent = 0; sent < count; ) {
      int now = Math.min(half, count - sent);
      for (int i = 0; i < now; i++) {
        about.write(first + sent + i);
      }
      redis.flush();
      readOnes(unanswered);
      unanswered = now;
      sent += now;
    }
    readOnes(unanswered);
  }

  private void readOnes(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (redis.readNumber() != 1) {
        throw new IllegalStateException("a visitor was there already, or was not called");
      }
    }
  }

  private byte[] member(long visitor) {
    return member.putLong(0, Visitors.high(visitor)).putLong(8, visitor).array();
  }

  /** What the server says that its data takes, allocator's overhead included. */
  public long usedBytes() throws IOException {
    return Long.parseLong(told("memory", "used_memory"));
  }

  /** What the server's process has spent so far. */
  public long cpuNs() throws IOException {
    double seconds =
        Double.parseDouble(told("cpu", "used_cpu_sys"))
            + Double.parseDouble(told("cpu", "used_cpu_user"));
    return (long) (seconds * 1e9);
  }

  private String told(String section, String name) throws IOException {
    return redis
        .ask("INFO", section)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IOException("Redis does not tell its " + name));
  }

  @Override
  public void verify() throws IOException {
    long waiting = Long.parseLong(redis.ask("ZCARD", "waiting"));
    long processing = Long.parseLong(redis.ask("ZCARD", "processing"));
    if (waiting != lastVisitor - lastCompleted || processing != 0) {
      throw new IllegalStateException(
          "%d wait and %d are in the shop".formatted(waiting, processing));
    }
  }

  @Override
  public void close() throws IOException {
    redis.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
