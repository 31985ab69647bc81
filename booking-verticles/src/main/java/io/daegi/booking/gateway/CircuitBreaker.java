package io.daegi.booking.gateway;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Leaves a gateway alone that failed several times in a row. When its time is over one question is
 * let through, and that one's answer closes the breaker or opens it anew. From any thread.
 */
final class CircuitBreaker {

  private final int failuresMax;
  private final long openNs;
  private final LongSupplier nanoClock;
  private int failures;
  private boolean open;
  private long openSinceNs;

  CircuitBreaker(int failuresMax, long openMs, LongSupplier nanoClock) {
    this.failuresMax = failuresMax;
    this.openNs = TimeUnit.MILLISECONDS.toNanos(openMs);
    this.nanoClock = nanoClock;
  }

  /** Whether the gateway may be asked now; each yes is followed by what came of it. */
  synchronized boolean admits() {
    long nowNs = nanoClock.getAsLong();
    if (!open) {
      return true;
    }
    if (nowNs - openSinceNs < openNs) {
      return false;
    }
    openSinceNs = nowNs;
    return true;
  }

  /**
   * @return whether this closed the breaker
   */
  synchronized boolean succeeded() {
    boolean closed = open;
    failures = 0;
    open = false;
    return closed;
  }

  /**
   * @return whether this opened the breaker
   */
  synchronized boolean failed() {
    failures++;
    if (failures < failuresMax) {
      return false;
    }
    boolean opened = !open;
    open = true;
    openSinceNs = nanoClock.getAsLong();
    return opened;
  }
}
