package io.daegi.launcher.metrics;

import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardPhase;
import io.daegi.engine.verticle.EngineObserver;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Figures of one shard's pipeline. Called on the shard's threads, read by scrapes. */
public final class EngineMetrics implements EngineObserver {

  private final MeterRegistry registry;
  private final Tags tags;
  private final Consumer<Throwable> fatal;
  private final Timer append;
  private final DistributionSummary batchCommands;
  private final DistributionSummary batchBytes;

  /**
   * @param fatal ends the process
   */
  public EngineMetrics(MeterRegistry registry, int partition, Consumer<Throwable> fatal) {
    this.registry = registry;
    this.tags = Tags.of("partition", String.valueOf(partition));
    this.fatal = fatal;
    append =
        Timer.builder("daegi.journal.append")
            .description("Time to make one batch durable")
            .tags(tags)
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
    batchCommands =
        DistributionSummary.builder("daegi.journal.batch.commands")
            .description("Commands made durable by one commit")
            .tags(tags)
            .register(registry);
    batchBytes =
        DistributionSummary.builder("daegi.journal.batch")
            .description("Size of one batch of the log")
            .baseUnit("bytes")
            .tags(tags)
            .register(registry);
  }

  @Override
  public void started(Shard shard, Supplier<Incarnation> leader) {
    Gauge.builder("daegi.engine.owner", shard, s -> s.phase() == ShardPhase.LEADING ? 1 : 0)
        .description("1 where this process leads the partition")
        .tags(tags)
        .register(registry);
    gauge("daegi.ring.free.ratio", "Free part of the ring", leader, 1, Incarnation::ringFreeRatio);
    position("ring", leader, Incarnation::taken);
    position("apply", leader, leading -> leading.taken() - leading.undecided());
    position("journal", leader, leading -> leading.taken() - leading.undurable());
    lag("apply", leader, Incarnation::undecided);
    lag("journal", leader, Incarnation::undurable);
  }

  /** Starts again with each incarnation, as a counter may. */
  private void position(
      String stage, Supplier<Incarnation> leader, ToDoubleFunction<Incarnation> done) {
    FunctionCounter.builder("daegi.pipeline.commands", leader, supplier -> of(supplier, 0, done))
        .description("Commands that this stage has finished since the partition was taken over")
        .tags(tags.and("stage", stage))
        .register(registry);
  }

  private void lag(
      String stage, Supplier<Incarnation> leader, ToDoubleFunction<Incarnation> behind) {
    Gauge.builder("daegi.pipeline.lag.commands", leader, supplier -> of(supplier, 0, behind))
        .description("Commands taken that this stage has not finished")
        .tags(tags.and("stage", stage))
        .register(registry);
  }

  private void gauge(
      String name,
      String description,
      Supplier<Incarnation> leader,
      double withoutLeader,
      ToDoubleFunction<Incarnation> value) {
    Gauge.builder(name, leader, supplier -> of(supplier, withoutLeader, value))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private static double of(
      Supplier<Incarnation> leader, double withoutLeader, ToDoubleFunction<Incarnation> value) {
    Incarnation incarnation = leader.get();
    return incarnation == null ? withoutLeader : value.applyAsDouble(incarnation);
  }

  @Override
  public void appended(long durationNs, int commands, int bytes) {
    append.record(durationNs, TimeUnit.NANOSECONDS);
    batchCommands.record(commands);
    batchBytes.record(bytes);
  }

  @Override
  public void failed(Throwable cause) {
    fatal.accept(cause);
  }
}
