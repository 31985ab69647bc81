package io.daegi.launcher;

import io.daegi.launcher.cluster.BusSight;
import io.daegi.launcher.cluster.ClusterBus;
import io.daegi.launcher.cluster.Reach;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Optional;

/**
 * The event loops and the event bus of this process, with Vert.x's own figures.
 *
 * @param reach its place on that bus
 */
record OpenVertx(Vertx vertx, Reach reach) implements AutoCloseable {

  /**
   * Blocks until the other members were found, or are not there.
   *
   * @param cluster none: the bus ends at the process
   * @param tracing none: nothing is traced
   */
  static OpenVertx of(
      int eventLoops, Optional<ClusterBus> cluster, Optional<Tracing> tracing, MeterRegistry meters)
      throws StartFailure {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    cluster.ifPresent(bus -> options.setEventBusOptions(bus.options()));
    VertxBuilder builder = Vertx.builder().withMetrics(new MicrometerMetricsFactory(meters));
    tracing.ifPresent(traces -> traces.trace(builder, options));
    builder.with(options);
    return cluster.isPresent()
        ? joined(builder, cluster.get(), meters)
        : new OpenVertx(builder.build(), Reach.ALONE);
  }

  private static OpenVertx joined(VertxBuilder builder, ClusterBus bus, MeterRegistry meters)
      throws StartFailure {
    try {
      HazelcastClusterManager manager = bus.join();
      Vertx vertx = builder.withClusterManager(manager).buildClustered().await();
      BusSight sight = BusSight.open(vertx, manager);
      Gauge.builder("daegi_cluster_members", sight, BusSight::members)
          .description("Processes on the event bus as this one sees it, itself included")
          .register(meters);
      return new OpenVertx(vertx, sight.reach());
    } catch (Exception e) { // awaiting throws whatever went wrong, checked or not
      throw StartFailure.unusable(
          "the cluster cannot be joined on %s: %s".formatted(bus.membership(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
