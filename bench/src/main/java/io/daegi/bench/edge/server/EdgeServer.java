package io.daegi.bench.edge.server;

import io.daegi.booking.bus.BusBookingClient;
import io.daegi.embedded.FreePorts;
import io.daegi.engine.board.Board;
import io.daegi.engine.model.Limits;
import io.daegi.engine.verticle.BusEngineClient;
import io.daegi.http.HttpServices;
import io.daegi.http.HttpVerticle;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.token.KeyRing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The edge as the program runs it: the real routes, credentials, board and engine, with Vert.x's
 * figures for Prometheus on. Nothing of booking answers, nor is asked.
 */
final class EdgeServer implements Served {

  private final Vertx vertx;
  private final EngineParts engine;
  private final int port;

  private EdgeServer(Vertx vertx, EngineParts engine, int port) {
    this.vertx = vertx;
    this.engine = engine;
    this.port = port;
  }

  static EdgeServer start(Settings settings) throws Exception {
    int loops = settings.number("loops");
    int port = FreePorts.one();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Loops.measured(loops, meters);
    var engine = new EngineParts(vertx, settings);
    int permits = (Limits.RING_SIZE - Limits.RING_RESERVE) / (loops + 1);
    new WaitingCrowd(vertx, engine.board(), permits)
        .come(settings.number("waiting"), settings.number("admitPerSecond"));
    HttpServices services = services(settings, port, vertx, engine.board(), permits, meters);
    vertx
        .deployVerticle(
            () -> new HttpVerticle(services), new DeploymentOptions().setInstances(loops))
        .await();
    return new EdgeServer(vertx, engine, port);
  }

  static HttpServices services(
      Settings settings, int port, Vertx vertx, Board board, int permits, MeterRegistry meters)
      throws Exception {
    return HttpServices.of(
        HttpConfig.defaults("127.0.0.1", port, "http://127.0.0.1:" + port, "bench"),
        InstantSource.system(),
        board,
        () -> new BusEngineClient(vertx, board, permits),
        new BusBookingClient(vertx),
        KeyRing.load(Path.of(settings.text("keys"))),
        meters);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    engine.close();
    vertx.close().await();
  }
}
