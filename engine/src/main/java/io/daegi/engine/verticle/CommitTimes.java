package io.daegi.engine.verticle;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * When the last commits began and ended. Written by the journal stage and read by the reply stage,
 * which comes behind it; the ring's sequences hand it over.
 */
final class CommitTimes {

  private static final int KEPT = 256;

  private final long[] batches = new long[KEPT];
  private final long[] startedNs = new long[KEPT];
  private final long[] endedNs = new long[KEPT];

  /** One commit, in nanoseconds since 1970. */
  record Commit(long startedNs, long endedNs) {}

  /** A batch became durable just now. */
  void add(long batchNumber, long durationNs) {
    int at = (int) (batchNumber & (KEPT - 1));
    long nowNs = nowNs();
    batches[at] = batchNumber + 1;
    startedNs[at] = nowNs - durationNs;
    endedNs[at] = nowNs;
  }

  /** The commit of a batch, unless too many came after it. */
  Optional<Commit> find(long batchNumber) {
    int at = (int) (batchNumber & (KEPT - 1));
    return batchNumber >= 0 && batches[at] == batchNumber + 1
        ? Optional.of(new Commit(startedNs[at], endedNs[at]))
        : Optional.empty();
  }

  private static long nowNs() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
