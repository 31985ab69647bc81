package io.daegi.bench.edge.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

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

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
