package io.daegi.http.stream;

import io.daegi.engine.model.VisitorId;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.InMemoryBooking;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.token.KeyRing;
import io.daegi.http.token.QueueToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The streams of one event loop whose time passes when the test says so. */
final class TickedEdge implements AutoCloseable {

  private static final long NEVER_MS = 24L * 3_600 * 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final AtomicLong wallMs = new AtomicLong(System.currentTimeMillis());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final StreamRegistry registry = new StreamRegistry(20_000, meters);
  private final Path keysFile;
  private final Edge edge;
  private final StreamHub hub;
  private final HttpServer server;

  TickedEdge(InMemoryRoom room) throws IOException {
    keysFile = Files.createTempDirectory("daegi-streams").resolve("keys.json");
    var keys = KeyRing.loadOrCreate(keysFile);
    var config = HttpConfig.defaults("127.0.0.1", 0, "http://tickets.example.com", "the-key");
    edge = Edge.on(context, config, () -> Instant.ofEpochMilli(wallMs.get()), room, room, keys);
    var statuses = new StatusReader(edge);
    hub = onLoop(() -> new StreamHub(edge, statuses, registry, NEVER_MS));
    server = onLoop(() -> listen(statuses)).await();
  }

  private Future<HttpServer> listen(StatusReader statuses) {
    var gate = new BoardGate(context, edge.board());
    var leaving = new LeavePolicy(edge, gate, new InMemoryBooking(), registry::lookAgain);
    var parts = new StreamParts(edge, new Credentials(edge), statuses, gate, leaving);
    var router = Router.router(vertx);
    new SocketRoute(parts, hub).mount(router);
    new EventsRoute(parts, hub).mount(router);
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSendBufferSize(4_096);
    return vertx.createHttpServer(options).requestHandler(router).listen();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  int port() {
    return server.actualPort();
  }

  /** How many WebSockets are open. */
  int streams() {
    return (int) meters.get("daegi.streams").tag("kind", SocketSink.KIND).gauge().value();
  }

  StreamRegistry registry() {
    return registry;
  }

  /** The signed text of a token. */
  String sign(QueueToken token) {
    return onLoop(() -> edge.tokens().encode(token));
  }

  /** A token of the queue {@code demo} with this number. */
  static QueueToken token(long number) {
    return new QueueToken("demo", 1, number, 0, new VisitorId(1, number));
  }

  /** Opens a stream to a sink of the test's own. */
  TokenStream open(QueueToken token, StreamSink sink) {
    return onLoop(() -> hub.open(new StreamGrant(token, true), sink));
  }

  /** Lets so many tenths of a second pass. */
  void ticks(int count) {
    for (int i = 0; i < count; i++) {
      wallMs.addAndGet(StreamHub.TICK_MS);
      onLoop(
          () -> {
            hub.tick();
            return null;
          });
    }
  }

  void seconds(int count) {
    ticks(count * 1_000 / StreamHub.TICK_MS);
  }

  <T> T onLoop(Callable<T> task) {
    var done = new CompletableFuture<T>();
    context.runOnContext(
        none -> {
          try {
            done.complete(task.call());
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done.join();
  }

  @Override
  public void close() throws IOException {
    vertx.close().await();
    Files.delete(keysFile);
    Files.delete(keysFile.getParent());
  }
}
