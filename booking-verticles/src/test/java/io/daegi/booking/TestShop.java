package io.daegi.booking;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ConcertSpec.SectionSpec;
import io.daegi.booking.api.ConcertSpec.ShowSpec;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.embedded.EmbeddedServices;
import io.daegi.engine.model.VisitorId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A whole booking side on real PostgreSQL, Kafka and Redis, as a test meets it. */
public final class TestShop implements AutoCloseable {

  public static final LocalDate DATE = LocalDate.of(2026, 12, 24);
  public static final int PARTITIONS = 2;
  public static final long PRICE = 50_000;
  public static final long PAY_WITHIN_MS = 1_500;

  private static final AtomicInteger COUNTER = new AtomicInteger();

  public final Vertx vertx = Vertx.vertx();
  public final BookingClient client = new BusBookingClient(vertx);
  public final BusCaller bus = new BusCaller(vertx, 8_000);
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Set<String> aliveQueues = ConcurrentHashMap.newKeySet();
  public final EventLog events;
  private final ShopSite site;
  private final Optional<HttpGatewayConfig> httpGateway;
  private final TopUpChoice topUp;
  private final BookingLimits limits;
  private BookingModule module;

  private TestShop(
      ShopSite site,
      Optional<HttpGatewayConfig> httpGateway,
      TopUpChoice topUp,
      BookingLimits limits) {
    this.site = site;
    this.httpGateway = httpGateway;
    this.topUp = topUp;
    this.limits = limits;
    createTopic();
    events = new EventLog(site.bootstrapServers(), topic(), PARTITIONS);
  }

  public static TestShop open() {
    return openOn(site -> site);
  }

  /** Whose buyers pay at a gateway outside. */
  public static TestShop openWith(HttpGatewayConfig gateway) {
    return open(nextSite(), Optional.of(gateway), new TopUpChoice.Demo(), BookingLimits.DEFAULT);
  }

  /** Whose visitors charge their balance at a gateway outside. */
  public static TestShop openWithTopUps(HttpGatewayConfig gateway) {
    return open(nextSite(), Optional.empty(), new TopUpChoice.Http(gateway), BookingLimits.DEFAULT);
  }

  /** Which finds something of what it stands on elsewhere. */
  static TestShop openOn(UnaryOperator<ShopSite> elsewhere) {
    return openOn(elsewhere, BookingLimits.DEFAULT);
  }

  static TestShop openOn(UnaryOperator<ShopSite> elsewhere, BookingLimits limits) {
    return open(elsewhere.apply(nextSite()), Optional.empty(), new TopUpChoice.Demo(), limits);
  }

  private static ShopSite nextSite() {
    return ShopSite.lent("t" + COUNTER.incrementAndGet() + ".");
  }

  private static TestShop open(
      ShopSite site,
      Optional<HttpGatewayConfig> httpGateway,
      TopUpChoice topUp,
      BookingLimits limits) {
    TestShop shop = new TestShop(site, httpGateway, topUp, limits);
    shop.start();
    return shop;
  }

  public void start() {
    module = await(BookingModule.start(vertx, options()));
  }

  /** The process of the booking side ends; its data stays. */
  public void stop() {
    await(module.close());
  }

  public BookingOptions options() {
    return site.options(
        topUp, httpGateway, limits, meters, (queueId, forMs) -> aliveQueues.add(queueId));
  }

  ShopSite site() {
    return site;
  }

  public String topic() {
    return site.topicPrefix() + "booking";
  }

  public BookingModule module() {
    return module;
  }

  public EmbeddedServices services() {
    return RealServices.services();
  }

  /** A concert of one evening with section A, rows 1 to 10 of ten seats, at {@link #PRICE}. */
  public Concert concert() {
    return concert(300_000);
  }

  public Concert concert(long holdTtlMs) {
    String id = "concert-" + COUNTER.incrementAndGet();
    return value(client.putConcert(id, spec(id + "-queue", holdTtlMs, 10)));
  }

  public static ConcertSpec spec(String queueId, long holdTtlMs, int rows) {
    return new ConcertSpec(
        "An evening",
        queueId,
        "KRW",
        holdTtlMs,
        4,
        List.of(new ShowSpec(DATE, null, List.of(new SectionSpec("A", rows, 10, PRICE)))));
  }

  public static ShowRef show(Concert concert) {
    return new ShowRef(concert.concertId(), DATE, null);
  }

  /** A whole booking side beside this one, in a process of its own as far as the bus knows. */
  public Neighbour neighbour() {
    Vertx other = Vertx.vertx();
    return new Neighbour(other, await(BookingModule.start(other, options())));
  }

  public record Neighbour(Vertx vertx, BookingModule module) implements AutoCloseable {

    public BookingClient client() {
      return new BusBookingClient(vertx);
    }

    @Override
    public void close() {
      await(module.close());
      await(vertx.close());
    }
  }

  /** Somebody new, who was let in. */
  public Caller buyer(Concert concert) {
    return buyer(concert, AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
  }

  public Caller buyer(Concert concert, AdmissionVerdict verdict) {
    int number = COUNTER.incrementAndGet();
    return new Caller(
        VisitorId.of(UUID.randomUUID()),
        concert.queueId(),
        "token-" + number,
        number,
        1,
        number % PARTITIONS,
        verdict);
  }

  /** The same visitor, no longer let in. */
  public static Caller putOut(Caller caller) {
    return new Caller(
        caller.visitor(),
        caller.queueId(),
        caller.tokenId(),
        caller.number(),
        caller.generation(),
        caller.partition(),
        AdmissionVerdict.refused(RefusalCode.SESSION_OVER, null));
  }

  public static String key() {
    return UUID.randomUUID().toString();
  }

  public static Money krw(long amount) {
    return new Money(amount, "KRW");
  }

  public void charge(Caller caller, long amount) {
    value(client.charge(caller, krw(amount), key()));
  }

  public long balance(Caller caller) {
    return value(client.balance(caller.visitor(), "KRW")).balance().amount();
  }

  /** One row of one column, read past all of booking. */
  public static long count(String sql) {
    try {
      return RealServices.sideDoor()
          .ask(
              sql,
              rows -> {
                rows.next();
                return rows.getLong(1);
              });
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  public static void execute(String sql) throws SQLException {
    RealServices.sideDoor().execute(sql);
  }

  /** Whatever does not add up between seats, reservations, payments, ledger and outbox. */
  public static List<String> findings() {
    try {
      return RealServices.sideDoor()
          .ask(
              "select finding || ' ' || subject || ' ' || difference from booking_audit",
              rows -> {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                  found.add(rows.getString(1));
                }
                return found;
              });
    } catch (SQLException e) {
      throw new IllegalStateException("booking_audit", e);
    }
  }

  public static <T> T value(Future<Reply<T>> asked) {
    Reply<T> reply = await(asked);
    if (reply instanceof Reply.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("refused: " + reply);
  }

  public static <T> Refusal refusal(Future<Reply<T>> asked) {
    Reply<T> reply = await(asked);
    if (reply instanceof Reply.Refused<T> refused) {
      return refused.refusal();
    }
    throw new AssertionError("not refused: " + reply);
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private void createTopic() {
    Map<String, Object> config = Map.of("bootstrap.servers", site.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      admin
          .createTopics(
              List.of(new NewTopic(topic(), Optional.of(PARTITIONS), Optional.of((short) 1))))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whatever a test did, it all adds up at the end. */
  @Override
  public void close() {
    stop();
    events.close();
    await(vertx.close());
    if (!findings().isEmpty()) {
      throw new AssertionError("the books do not add up: " + findings());
    }
  }
}
