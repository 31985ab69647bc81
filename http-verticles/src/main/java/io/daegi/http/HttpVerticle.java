package io.daegi.http;

import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.UnreadableRequest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** The public server on one event loop. Deploy one instance for each loop: they share the port. */
public final class HttpVerticle extends VerticleBase {

  private final HttpServices services;
  private HttpServer server;

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
    var router = new PublicRouter(services, edge).create();
    server =
        vertx
            .createHttpServer(options(config))
            .requestHandler(router)
            .invalidRequestHandler(new UnreadableRequest());
    return server.listen();
  }

  /** The port that the server listens on, for callers that asked for a free one. */
  public int port() {
    return server.actualPort();
  }

  static HttpServerOptions options(HttpConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(config.port())
        .setMaxHeaderSize(HttpConfig.MAX_HEADER_BYTES)
        .setMaxInitialLineLength(4_096)
        .setMaxWebSocketFrameSize(HttpConfig.MAX_FRAME_BYTES)
        .setMaxWebSocketMessageSize(HttpConfig.MAX_FRAME_BYTES)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setCompressionSupported(true)
        .setIdleTimeout(75);
  }
}
