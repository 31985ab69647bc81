package io.daegi.engine.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Every stage sleeps until what it waits for has come, the ring's cursor or the stage before it,
 * and is woken by whoever brings it. The Disruptor's own blocking strategy sleeps at the cursor
 * alone and spins on the stage before, which during a commit costs a whole core. A stage must say
 * that it moved: see {@link Stage}.
 */
public final class StageWaitStrategy implements WaitStrategy {

  private static final long NOTHING = Long.MAX_VALUE;

  /** A stage that was halted finds out by itself: nobody tells it apart from those that wait. */
  private static final long LOOK_UP_NS = 50_000_000;

  /** One stage's thread, parked until its dependency reaches the wanted sequence. */
  private static final class Waiter {
    final Sequence dependency;
    final Thread thread = Thread.currentThread();
    final AtomicLong wanted = new AtomicLong(NOTHING);

    Waiter(Sequence dependency) {
      this.dependency = dependency;
    }

    void wakeIfReached() {
      long sequence = wanted.get();
      if (sequence != NOTHING
          && sequence <= dependency.get()
          && wanted.compareAndSet(sequence, NOTHING)) {
        LockSupport.unpark(thread);
      }
    }
  }

  private volatile Waiter[] all = {};

  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException {
    long available = dependent.get();
    if (available >= sequence) {
      return available;
    }
    Waiter waiter = waiterOf(dependent);
    while (true) {
      waiter.wanted.set(sequence);
      available = dependent.get();
      if (available >= sequence) {
        waiter.wanted.set(NOTHING);
        return available;
      }
      barrier.checkAlert();
      LockSupport.parkNanos(this, LOOK_UP_NS);
    }
  }

  /** To be called by whoever has moved a sequence that others may wait for. */
  @Override
  public void signalAllWhenBlocking() {
    VarHandle.fullFence();
    for (Waiter waiter : all) {
      waiter.wakeIfReached();
    }
  }

  private Waiter waiterOf(Sequence dependent) {
    for (Waiter waiter : all) {
      if (waiter.dependency == dependent) {
        return waiter;
      }
    }
    return add(new Waiter(dependent));
  }

  private synchronized Waiter add(Waiter waiter) {
    Waiter[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = waiter;
    all = more;
    return waiter;
  }
}
