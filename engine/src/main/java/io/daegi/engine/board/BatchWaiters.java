package io.daegi.engine.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that wait for a batch of one partition; any thread brings them, the writer runs them. */
final class BatchWaiters {

  static final int MOST_TASKS = 65_536;
  private static final long FORGET_AFTER_NS = 10_000_000_000L;
  private static final Logger LOG = LoggerFactory.getLogger(BatchWaiters.class);

  private record Waiter(long version, long sinceNs, Runnable task) {}

  private final LongSupplier nanoClock;
  private final PriorityQueue<Waiter> byVersion =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::version));
  private long prunedAtNs;
  private volatile long reached = -1;
  private volatile boolean anyWaits;

  BatchWaiters(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.prunedAtNs = nanoClock.getAsLong();
  }

  /** The last batch that readers see. */
  long reached() {
    return reached;
  }

  /** Runs the task now when the batch is reached, otherwise keeps it; see {@link BoardView}. */
  void whenReached(long version, Runnable task) {
    if (reached < version && keep(version, task)) {
      return;
    }
    task.run();
  }

  /** Returns false when the batch has come meanwhile. */
  private synchronized boolean keep(long version, Runnable task) {
    anyWaits = true;
    if (reached >= version) {
      return false;
    }
    long nowNs = nanoClock.getAsLong();
    if (byVersion.size() >= MOST_TASKS) {
      forgetOld(nowNs);
    }
    if (byVersion.size() < MOST_TASKS) {
      byVersion.add(new Waiter(version, nowNs, task));
    }
    return true;
  }

  /** The writer has published this batch. */
  void reach(long version) {
    reached = version;
    if (anyWaits) {
      takeDue(version).forEach(BatchWaiters::run);
    }
  }

  private synchronized List<Waiter> takeDue(long version) {
    var due = new ArrayList<Waiter>();
    while (!byVersion.isEmpty() && byVersion.peek().version() <= version) {
      due.add(byVersion.remove());
    }
    forgetOld(nanoClock.getAsLong());
    anyWaits = !byVersion.isEmpty();
    return due;
  }

  private void forgetOld(long nowNs) {
    if (nowNs - prunedAtNs > FORGET_AFTER_NS / 10) {
      prunedAtNs = nowNs;
      byVersion.removeIf(waiter -> nowNs - waiter.sinceNs() > FORGET_AFTER_NS);
    }
  }

  private static void run(Waiter waiter) {
    try {
      waiter.task().run();
    } catch (RuntimeException e) {
      LOG.error("a task that waited for batch {} failed", waiter.version(), e);
    }
  }
}
