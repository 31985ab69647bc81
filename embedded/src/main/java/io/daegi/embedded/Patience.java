package io.daegi.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition of another process, which cannot wake us: looked at every 10 ms. */
final class Patience {
  private static final long LOOK_EVERY_NS = 10_000_000;

  private Patience() {}

  /**
   * True as soon as the condition holds, false if it did not within the limit or the thread was
   * interrupted.
   */
  static boolean until(BooleanSupplier condition, Duration limit) {
    long deadlineNs = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNs >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return true;
  }
}
