package io.daegi.engine.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Every stage sleeps until what it waits for has come, the ring's cursor or the stage before it,
 * and is woken by whoever brings it. The Disruptor's own blocking strategy sleeps at the cursor
 * alone and spins on the stage before, which during a commit costs a whole core. A stage must say
 * that it moved: see {@link Stage}.
 */
public final class StageWaitStrategy implements WaitStrategy {

  /** A stage that was halted finds out by itself: nobody tells it apart from those that wait. */
  private static final long LOOK_UP_NS = 50_000_000;

  private volatile SleepingStage[] all = {};

  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException {
    long available = dependent.get();
    if (available >= sequence) {
      return available;
    }
    SleepingStage stage = stageBehind(dependent);
    while (!stage.has(sequence)) {
      barrier.checkAlert();
      LockSupport.parkNanos(this, LOOK_UP_NS);
    }
    return dependent.get();
  }

  /** To be called by whoever has moved a sequence that others may wait for. */
  @Override
  public void signalAllWhenBlocking() {
    SleepingStage.publishMove();
    for (SleepingStage stage : all) {
      stage.wakeIfReached();
    }
  }

  private SleepingStage stageBehind(Sequence dependency) {
    for (SleepingStage stage : all) {
      if (stage.dependency == dependency) {
        return stage;
      }
    }
    return add(new SleepingStage(dependency));
  }

  private synchronized SleepingStage add(SleepingStage stage) {
    SleepingStage[] more = Arrays.copyOf(all, all.length + 1);
    more[all.length] = stage;
    all = more;
    return stage;
  }
}
