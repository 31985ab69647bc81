package io.daegi.bench.edge.server;

import io.daegi.bench.edge.Sale;
import io.daegi.embedded.FreePorts;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.util.function.Function;

/** Answers every request with the same bytes: what is left when nothing is thought about. */
final class FixedAnswerServer implements Served {

  private final Vertx vertx;
  private final int port;

  private FixedAnswerServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  /** The least that the edge's own stack costs: a Router with one route, figures on. */
  static FixedAnswerServer withRouter(Settings settings) throws Exception {
    FixedAnswer answer = FixedAnswer.read(Path.of(settings.text("answer")));
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    return start(
        Loops.measured(settings.number("loops"), meters), settings, vertx -> router(vertx, answer));
  }

  /** The least that Vert.x costs. */
  static FixedAnswerServer bare(Settings settings) throws Exception {
    FixedAnswer answer = FixedAnswer.read(Path.of(settings.text("answer")));
    return start(
        Loops.bare(settings.number("loops")),
        settings,
        vertx -> request -> answer.writeTo(request.response()));
  }

  private static Router router(Vertx vertx, FixedAnswer answer) {
    var router = Router.router(vertx);
    String path = Sale.POLL_PATH.replace(Sale.QUEUE, ":queueId");
    router.get(path).handler(context -> answer.writeTo(context.response()));
    return router;
  }

  private static FixedAnswerServer start(
      Vertx vertx, Settings settings, Function<Vertx, Handler<HttpServerRequest>> handlers)
      throws Exception {
    int port = FreePorts.one();
    vertx
        .deployVerticle(
            () -> new Loop(port, handlers),
            new DeploymentOptions().setInstances(settings.number("loops")))
        .await();
    return new FixedAnswerServer(vertx, port);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private static final class Loop extends VerticleBase {

    private final int port;
    private final Function<Vertx, Handler<HttpServerRequest>> handlers;

    Loop(int port, Function<Vertx, Handler<HttpServerRequest>> handlers) {
      this.port = port;
      this.handlers = handlers;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer()
          .requestHandler(handlers.apply(vertx))
          .listen(port, "127.0.0.1");
    }
  }
}
