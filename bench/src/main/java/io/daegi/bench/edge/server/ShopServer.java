package io.daegi.bench.edge.server;

import io.daegi.bench.booking.load.Buyers;
import io.daegi.bench.booking.load.Hall;
import io.daegi.bench.edge.Sale;
import io.daegi.booking.BookingModule;
import io.daegi.booking.BookingOptions;
import io.daegi.booking.BookingTiming;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Reply;
import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.shop.ShopSignal;
import io.daegi.embedded.FreePorts;
import io.daegi.engine.model.Limits;
import io.daegi.http.HttpVerticle;
import io.daegi.launcher.roles.EngineLink;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The booking side as the program runs it, on a real PostgreSQL, Kafka and Redis, with the real
 * edge before it and the engine on no log. Those who buy over the event bus live in this process.
 */
final class ShopServer implements Served {

  /** Longer than any run: nobody is called in vain. */
  private static final long READY_TTL_MS = Duration.ofHours(6).toMillis();

  private static final Duration ALL_CALLED_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_NS = 10_000_000;

  private final Vertx vertx;
  private final EngineParts engine;
  private final BookingModule booking;
  private final Buyers buyers;
  private final int port;

  private ShopServer(
      Vertx vertx, EngineParts engine, BookingModule booking, Buyers buyers, int port) {
    this.vertx = vertx;
    this.engine = engine;
    this.booking = booking;
    this.buyers = buyers;
    this.port = port;
  }

  /** Returns when the hall is on sale, everybody who waits is called, and the edge listens. */
  static ShopServer start(Settings settings) throws Exception {
    int loops = settings.number("loops");
    int port = FreePorts.one();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Loops.measured(loops, meters);
    var engine = new EngineParts(vertx, settings);
    int permits = (Limits.RING_SIZE - Limits.RING_RESERVE) / (loops + 2);
    int waiting = settings.number("waiting");
    new WaitingCrowd(vertx, engine.board(), permits)
        .withReadyTtlMs(READY_TTL_MS)
        .come(waiting, Limits.MAX_ADMIT_PER_SECOND);
    EngineLink link = EngineLink.deploy(vertx, engine.board(), permits);
    BookingModule booking =
        BookingModule.start(
                vertx,
                options(
                    settings,
                    meters,
                    (queue, forMs) -> link.send(client -> client.shopAlive(queue, forMs))))
            .await();
    BookingClient client = new BusBookingClient(vertx);
    Hall hall = new Hall(settings.number("rows"));
    if (client.putConcert(Hall.CONCERT, hall.spec()).await() instanceof Reply.Refused<?> no) {
      throw new IllegalStateException("the hall is not on sale: " + no);
    }
    awaitCalled(engine, waiting);
    var services = EdgeServer.services(settings, port, vertx, engine.board(), permits, meters);
    vertx
        .deployVerticle(
            () -> new HttpVerticle(services), new DeploymentOptions().setInstances(loops))
        .await();
    Buyers buyers = new Buyers(vertx, client, hall, settings.number("firstSeat"));
    return new ShopServer(vertx, engine, booking, buyers, port);
  }

  private static BookingOptions options(
      Settings settings, PrometheusMeterRegistry meters, ShopSignal signal) {
    return new BookingOptions(
        PgConnectOptions.fromUri(settings.text("postgres")),
        settings.text("redis"),
        Map.of("bootstrap.servers", settings.text("events")),
        settings.text("eventTopics"),
        1,
        new TopUpChoice.Demo(),
        Optional.empty(),
        true,
        BookingTiming.DEFAULT,
        BookingLimits.DEFAULT,
        meters,
        signal);
  }

  private static void awaitCalled(EngineParts engine, int waiting) {
    long deadlineNs = System.nanoTime() + ALL_CALLED_WITHIN.toNanos();
    while (engine.board().queue(Sale.QUEUE).servingNumber() < waiting) {
      if (System.nanoTime() > deadlineNs) {
        throw new IllegalStateException("not everybody was called");
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String ask(String line) throws Exception {
    return buyers.ask(line);
  }

  @Override
  public void close() {
    booking.close().await();
    engine.close();
    vertx.close().await();
  }
}
