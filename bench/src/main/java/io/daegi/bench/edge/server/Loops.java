package io.daegi.bench.edge.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** Event loops, and the port that all of a process share. */
final class Loops {

  private Loops() {}

  /** With Vert.x's own figures, as the program has them. */
  static Vertx measured(int loops, MeterRegistry meters) {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
        .withMetrics(new MicrometerMetricsFactory(meters))
        .build();
  }

  /** Without. */
  static Vertx bare(int loops) {
    return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
  }
}
