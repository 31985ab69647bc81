package io.daegi.booking.shop;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** When PostgreSQL last answered this process; readable from any thread. */
public final class Pulse {

  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier clockNs;
  private final AtomicLong lastNs = new AtomicLong(NEVER);

  /**
   * @param clockNs monotonic
   */
  public Pulse(LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  void beat() {
    lastNs.set(clockNs.getAsLong());
  }

  /** Whether the database answered within this time. */
  public boolean isWithin(long ms) {
    long last = lastNs.get();
    return last != NEVER && clockNs.getAsLong() - last <= ms * 1_000_000;
  }
}
