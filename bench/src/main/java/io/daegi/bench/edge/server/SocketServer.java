package io.daegi.bench.edge.server;

import io.daegi.embedded.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Vert.x's WebSockets alone: each is told the same text as the others, as often as asked for. */
final class SocketServer implements Served {

  private final Vertx vertx;
  private final int port;

  private SocketServer(Vertx vertx, int port) {
    this.vertx = vertx;
    this.port = port;
  }

  static SocketServer start(Settings settings) throws Exception {
    FixedAnswer answer = FixedAnswer.read(Path.of(settings.text("answer")));
    int port = FreePorts.one();
    Vertx vertx = Loops.bare(1);
    String text = answer.body().toString(StandardCharsets.UTF_8);
    vertx.deployVerticle(new Loop(port, text, settings.number("everyMs"))).await();
    return new SocketServer(vertx, port);
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
    private final String text;
    private final int everyMs;
    private final List<ServerWebSocket> sockets = new ArrayList<>();

    Loop(int port, String text, int everyMs) {
      this.port = port;
      this.text = text;
      this.everyMs = everyMs;
    }

    @Override
    public Future<?> start() {
      vertx.setPeriodic(everyMs, id -> sockets.forEach(socket -> socket.writeTextMessage(text)));
      return vertx
          .createHttpServer(
              new HttpServerOptions()
                  .setPerMessageWebSocketCompressionSupported(false)
                  .setPerFrameWebSocketCompressionSupported(false))
          .webSocketHandler(this::open)
          .listen(port, "127.0.0.1");
    }

    private void open(ServerWebSocket socket) {
      sockets.add(socket);
      socket.writeTextMessage(text);
    }
  }
}
