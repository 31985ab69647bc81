package io.daegi.http.management;

import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.SecurityHeaders;
import io.daegi.http.edge.UnknownRoute;
import io.daegi.http.edge.UnreadableRequest;
import io.daegi.http.problem.ProblemHandler;
import io.daegi.http.problem.RequestIdHandler;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;

/** The management server; one instance in a process. */
public final class ManagementVerticle extends VerticleBase {

  private final ManagementServices services;
  private HttpServer server;

  public ManagementVerticle(ManagementServices services) {
    this.services = services;
  }

  @Override
  public Future<?> start() {
    var dependencies = new Dependencies(services.dependencies(), services.meters());
    server =
        vertx
            .createHttpServer(options(services))
            .requestHandler(router(dependencies))
            .invalidRequestHandler(new UnreadableRequest());
    return server.listen();
  }

  private Router router(Dependencies dependencies) {
    var router = Router.router(vertx);
    router
        .route()
        .handler(new RequestIdHandler())
        .handler(new SecurityHeaders())
        .failureHandler(new ProblemHandler());
    new HealthRoute(services.isReady(), dependencies).mount(router);
    new MetricsRoute(vertx, services.meters()).mount(router);
    new UnknownRoute().mount(router);
    for (int status : new int[] {400, 404, 405, 500}) {
      router.errorHandler(status, new ProblemHandler(status));
    }
    return router;
  }

  @Override
  public Future<?> stop() {
    return server.shutdown(1, TimeUnit.SECONDS);
  }

  /** The port that the server listens on, for callers that asked for a free one. */
  public int port() {
    return server.actualPort();
  }

  private static HttpServerOptions options(ManagementServices services) {
    return new HttpServerOptions()
        .setHost(services.host())
        .setPort(services.port())
        .setMaxHeaderSize(HttpConfig.MAX_HEADER_BYTES)
        .setCompressionSupported(true)
        .setIdleTimeout(75);
  }
}
