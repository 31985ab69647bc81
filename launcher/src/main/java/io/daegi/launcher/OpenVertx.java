package io.daegi.launcher;

import io.daegi.launcher.cluster.ClusterBus;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Optional;

/** The event loops and the event bus of this process, with Vert.x's own figures. */
record OpenVertx(Vertx vertx) implements AutoCloseable {

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
    return new OpenVertx(cluster.isPresent() ? joined(builder, cluster.get()) : builder.build());
  }

  private static Vertx joined(VertxBuilder builder, ClusterBus bus) throws StartFailure {
    try {
      return builder.withClusterManager(bus.manager()).buildClustered().await();
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
