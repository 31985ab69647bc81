package io.daegi.engine.shard;

import java.util.concurrent.TimeUnit;

/**
 * Whether this process should lead a partition, as whoever shares partitions out says: a hint,
 * since the right to write is the log's to give. Each assignment is a term of its own; what was
 * begun in an earlier one must end.
 */
final class Assignment {

  private long term;
  private boolean assigned;
  private boolean closed;
  private boolean working;

  synchronized void assign() {
    if (!assigned && !closed) {
      assigned = true;
      term++;
      notifyAll();
    }
  }

  synchronized void withdraw() {
    assigned = false;
    notifyAll();
  }

  /** No term comes any more. */
  synchronized void close() {
    closed = true;
    withdraw();
  }

  /** Waits for a term, for ever if need be; for the one who works in it. 0 when none will come. */
  synchronized long awaitTerm() throws InterruptedException {
    idle();
    while (!assigned && !closed) {
      wait();
    }
    working = assigned;
    return assigned ? term : 0;
  }

  /** The one who worked does nothing more. */
  synchronized void idle() {
    working = false;
    notifyAll();
  }

  synchronized boolean isAssigned() {
    return assigned;
  }

  synchronized boolean lasts(long itsTerm) {
    return assigned && term == itsTerm;
  }

  /** Waits while the term lasts, and no longer than this; whether it still does. */
  synchronized boolean lastsFor(long itsTerm, long ms) throws InterruptedException {
    return !becomes(() -> !lasts(itsTerm), ms);
  }

  /** Waits until nobody works in a term; whether that came within this time. */
  synchronized boolean awaitIdle(long ms) throws InterruptedException {
    return becomes(() -> !working, ms);
  }

  private interface Condition {
    boolean holds();
  }

  private boolean becomes(Condition condition, long withinMs) throws InterruptedException {
    long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
    while (!condition.holds()) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }
}
