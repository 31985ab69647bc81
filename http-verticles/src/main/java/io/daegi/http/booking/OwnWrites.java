package io.daegi.http.booking;

import io.daegi.engine.model.VisitorId;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * When visitors last changed something at this process, so that each is shown what it did. Of as
 * many marks as there are visitors at once only some thousands are kept: two visitors who share one
 * are shown something new once more often than need be. Usable from any thread.
 */
public final class OwnWrites {

  private static final int MARKS = 8_192;
  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier clockNs;
  private final AtomicLongArray lastNs = new AtomicLongArray(MARKS);

  public OwnWrites() {
    this(System::nanoTime);
  }

  /**
   * @param clockNs monotonic
   */
  OwnWrites(LongSupplier clockNs) {
    this.clockNs = clockNs;
    for (int i = 0; i < MARKS; i++) {
      lastNs.set(i, NEVER);
    }
  }

  /** What the visitor wanted is done, or it is not known whether it is. */
  void mark(VisitorId visitor) {
    lastNs.set(slot(visitor), clockNs.getAsLong());
  }

  /** Whether what began to be read at this moment may lack something that the visitor did. */
  boolean mayMiss(VisitorId visitor, long begunNs) {
    long last = lastNs.get(slot(visitor));
    return last != NEVER && begunNs - last <= 0;
  }

  private static int slot(VisitorId visitor) {
    return Math.floorMod(visitor.hashCode(), MARKS);
  }
}
