package io.daegi.launcher.metrics;

import io.daegi.engine.board.Board;
import io.daegi.engine.board.QueueTotals;
import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.TokenState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Figures of each queue, read from the board at each scrape. */
public final class QueueMetrics {

  private final MeterRegistry registry;
  private final Board board;
  private final Map<String, OldestWait> queueToOldestWait = new HashMap<>();

  public QueueMetrics(MeterRegistry registry, Board board) {
    this.registry = registry;
    this.board = board;
    for (int p = 0; p < board.partitions(); p++) {
      int partition = p;
      Gauge.builder("daegi.board.age", board, b -> b.ageMs(partition) / 1000.0)
          .description("Time since the last word from the log")
          .baseUnit("seconds")
          .tags("partition", String.valueOf(partition))
          .register(registry);
    }
  }

  /**
   * Finds new queues and looks at the old ones; every second, on one thread.
   *
   * @param nowMs a monotonic clock
   */
  public void look(long nowMs) {
    for (QueueView queue : board.queues()) {
      queueToOldestWait.computeIfAbsent(queue.queueId(), this::register).look(queue, nowMs);
    }
  }

  private OldestWait register(String queueId) {
    Tags tags = Tags.of("queue", queueId);
    tokens(queueId, TokenState.WAITING, QueueView::waiting);
    tokens(queueId, TokenState.READY, QueueView::ready);
    tokens(queueId, TokenState.ACTIVE, QueueView::active);
    counter("daegi.admissions", "Tokens called", queueId, QueueTotals::calls);
    counter("daegi.no.shows", "Called tokens that did not enter", queueId, QueueTotals::noShows);
    counter(
        "daegi.invariant.violations",
        "Calls after which more were inside than the capacity: 0, or the engine is wrong",
        queueId,
        QueueTotals::overfull);
    var oldest = new OldestWait();
    Gauge.builder("daegi.oldest.wait", oldest, OldestWait::seconds)
        .description("How long the first in line has waited")
        .baseUnit("seconds")
        .tags(tags)
        .register(registry);
    return oldest;
  }

  private void tokens(String queueId, TokenState state, ToDoubleFunction<QueueView> count) {
    Gauge.builder("daegi.tokens", board, b -> count.applyAsDouble(b.queue(queueId)))
        .description("Living tokens by state")
        .tags("queue", queueId, "state", state.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private void counter(
      String name, String description, String queueId, ToDoubleFunction<QueueTotals> total) {
    FunctionCounter.builder(name, board, b -> total.applyAsDouble(b.totals(queueId)))
        .description(description)
        .tags("queue", queueId)
        .register(registry);
  }
}
