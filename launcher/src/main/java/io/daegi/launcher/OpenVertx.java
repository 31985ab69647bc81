package io.daegi.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** The event loops and the event bus of this process, with Vert.x's own figures. */
record OpenVertx(Vertx vertx) implements AutoCloseable {

  static OpenVertx of(int eventLoops, MeterRegistry meters) {
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    return new OpenVertx(
        Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters)).build());
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
