package io.daegi.engine.pipeline;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One stage's thread, parked until its dependency reaches the wanted sequence. */
final class SleepingStage {

  private static final long NOTHING = Long.MAX_VALUE;

  final Sequence dependency;
  private final Thread thread = Thread.currentThread();
  private final AtomicLong wanted = new AtomicLong(NOTHING);

  /** Of the calling thread. */
  SleepingStage(Sequence dependency) {
    this.dependency = dependency;
  }

  /**
   * Says what the stage waits for, unless that is there. By the stage's own thread, which may park
   * after false: whoever brings it from then on unparks it.
   */
  boolean has(long sequence) {
    wanted.set(sequence);
    if (dependency.get() < sequence) {
      return false;
    }
    wanted.set(NOTHING);
    return true;
  }

  /** By whoever has moved the dependency, before a look at any stage. */
  static void publishMove() {
    VarHandle.fullFence();
  }

  /** By whoever has moved the dependency; returns whether the stage was asleep for it. */
  boolean wakeIfReached() {
    long sequence = wanted.get();
    if (sequence == NOTHING
        || sequence > dependency.get()
        || !wanted.compareAndSet(sequence, NOTHING)) {
      return false;
    }
    LockSupport.unpark(thread);
    return true;
  }
}
