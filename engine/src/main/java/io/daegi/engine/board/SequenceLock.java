package io.daegi.engine.board;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets one writer change plain fields while any number of threads read them: readers take nothing,
 * never hold the writer up for longer than a courtesy, and try again when a change came between.
 *
 * <p>The stamp is even between two changes and odd during one. Why that is enough in Java's memory
 * model:
 *
 * <ul>
 *   <li>Writer: the odd stamp is stored, then a release fence, then the data. A reader that sees
 *       any of the new data, and then passes its acquire fence, sees that odd stamp or a later one,
 *       and so refuses what it read.
 *   <li>Writer: the data, then the even stamp with release. A reader that loads this stamp with
 *       acquire sees all of the data before it; later plain loads cannot move above it.
 *   <li>Reader: the acquire fence keeps its loads of data above its second load of the stamp. Two
 *       equal even stamps therefore enclose no change at all.
 * </ul>
 *
 * <p>Between the two loads a reader may see a mixture: it must check bounds, follow no unbounded
 * loop, have no effect, and treat an exception like a refused reading. Objects that a reader may
 * reach need final fields or must be arrays, whose length and zeros are always visible.
 */
final class SequenceLock {

  private static final VarHandle STAMP;

  static {
    try {
      STAMP = MethodHandles.lookup().findVarHandle(SequenceLock.class, "stamp", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** After so many looks at a change in progress a reader lets other threads run. */
  private static final int SPINS = 200;

  private static final long PARK_NS = 20_000;

  /** No change lasts so long: the writer died within one. */
  private static final long WRITER_LOST_NS = 5_000_000_000L;

  /** How long the writer waits before a change when a reader was disturbed by the last one. */
  private static final long COURTESY_NS = 10_000;

  private long stamp;

  private volatile boolean readerDisturbed;

  /** Begins a change; for the one writer. */
  void beginWrite() {
    if (readerDisturbed) {
      readerDisturbed = false;
      letReadersIn();
    }
    STAMP.setOpaque(this, stamp + 1);
    VarHandle.releaseFence();
  }

  /** Ends the change: readers see all of it or, before this, none of it. */
  void endWrite() {
    STAMP.setRelease(this, stamp + 1);
  }

  /**
   * Waits until no change is in progress.
   *
   * @return what {@link #isUnchanged} wants to know
   * @throws IllegalStateException when the writer has died within a change
   */
  long beginRead() {
    long seen = (long) STAMP.getAcquire(this);
    return (seen & 1) == 0 ? seen : awaitEven();
  }

  /** Whether everything read since {@link #beginRead} belongs together. */
  boolean isUnchanged(long seen) {
    VarHandle.acquireFence();
    if ((long) STAMP.getOpaque(this) == seen) {
      return true;
    }
    readerDisturbed = true;
    return false;
  }

  private long awaitEven() {
    long startNs = System.nanoTime();
    for (int spins = 0; ; spins++) {
      long seen = (long) STAMP.getAcquire(this);
      if ((seen & 1) == 0) {
        return seen;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else if (System.nanoTime() - startNs > WRITER_LOST_NS) {
        throw new IllegalStateException("the board's writer has stopped within a batch");
      } else {
        LockSupport.parkNanos(PARK_NS);
      }
    }
  }

  private static void letReadersIn() {
    long startNs = System.nanoTime();
    while (System.nanoTime() - startNs < COURTESY_NS) {
      Thread.onSpinWait();
    }
  }
}
