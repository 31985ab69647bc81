package io.daegi.http;

import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.SecurityHeaders;
import io.daegi.http.edge.UnreadableRequest;
import io.daegi.http.guard.ConnectionGuard;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/** The public server on one event loop. Deploy one instance for each loop: they share the port. */
public final class HttpVerticle extends VerticleBase {

  /** Frames up to here are read to be refused with a close code; larger ones cut the connection. */
  private static final int READ_FRAME_BYTES = 8 * HttpConfig.MAX_FRAME_BYTES;

  private final HttpServices services;
  private HttpServer server;
  private PublicRouter routes;

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
    var router = routes.create();
    var guard = new ConnectionGuard(vertx, services.connections());
    server =
        vertx
            .createHttpServer(options(config))
            .connectionHandler(guard)
            .requestHandler(
                request -> {
                  guard.began(request);
                  SecurityHeaders.put(request.response());
                  router.handle(request);
                })
            .invalidRequestHandler(new UnreadableRequest());
    return server.listen();
  }

  /** Tells the streams when to come back, lets running requests end, then closes. */
  @Override
  public Future<?> stop() {
    routes.shutDown();
    return server.shutdown(2, TimeUnit.SECONDS).onComplete(done -> routes.close());
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
        .setHttp2ClearTextEnabled(false)
        .setMaxWebSocketFrameSize(READ_FRAME_BYTES)
        .setMaxWebSocketMessageSize(READ_FRAME_BYTES)
        .setWebSocketClosingTimeout(3)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setCompressionSupported(true)
        .setIdleTimeout(75);
  }
}
