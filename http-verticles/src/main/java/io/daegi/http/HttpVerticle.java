package io.daegi.http;

import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.SecurityHeaders;
import io.daegi.http.edge.ServerOptions;
import io.daegi.http.edge.TlsWatch;
import io.daegi.http.edge.UnreadableRequest;
import io.daegi.http.guard.ConnectionGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** The public server on one event loop. Deploy one instance for each loop: they share the port. */
public final class HttpVerticle extends VerticleBase {

  /** As long as the booking side may take to answer a purchase. */
  private static final long REQUESTS_END_WITHIN_S = 8;

  private final HttpServices services;
  private HttpServer server;
  private PublicRouter routes;
  private TlsWatch certificates;

  public HttpVerticle(HttpServices services) {
    this.services = services;
  }

  @Override
  public Future<?> start() {
    var config = services.config();
    var edge =
        Edge.on(
            context,
            config,
            services.clock(),
            services.board(),
            services.engines().get(),
            services.keys());
    routes = new PublicRouter(services, edge);
    return config.tls() == null ? listen(ServerOptions.of(config)) : listenWithTls(config);
  }

  private Future<?> listen(HttpServerOptions options) {
    var router = routes.create();
    var polls = routes.plainPolls();
    var guard = new ConnectionGuard(vertx, services.connections());
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(guard)
            .requestHandler(
                request -> {
                  guard.began(request);
                  SecurityHeaders.put(request.response());
                  if (!polls.answer(request)) {
                    router.handle(request);
                  }
                })
            .invalidRequestHandler(new UnreadableRequest());
    return server.listen();
  }

  private Future<?> listenWithTls(HttpConfig config) {
    var files = config.tls();
    return vertx
        .executeBlocking(files::read)
        .compose(
            content ->
                listen(ServerOptions.of(config, content))
                    .onSuccess(none -> certificates = new TlsWatch(vertx, files, server, content)));
  }

  /** Tells the streams when to come back, lets running requests end, then closes. */
  @Override
  public Future<?> stop() {
    routes.shutDown();
    if (certificates != null) {
      certificates.close();
    }
    return server
        .shutdown(REQUESTS_END_WITHIN_S, TimeUnit.SECONDS)
        .onComplete(done -> routes.close());
  }

  /** The port that the server listens on, for callers that asked for a free one. */
  public int port() {
    return server.actualPort();
  }
}
