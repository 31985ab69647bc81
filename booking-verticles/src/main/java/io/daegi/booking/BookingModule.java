package io.daegi.booking;

import io.daegi.booking.audit.AuditVerticle;
import io.daegi.booking.balance.BalanceVerticle;
import io.daegi.booking.balance.DemoTopUp;
import io.daegi.booking.balance.LedgerStore;
import io.daegi.booking.balance.NoTopUp;
import io.daegi.booking.balance.TopUpChoice;
import io.daegi.booking.balance.TopUpGateway;
import io.daegi.booking.balance.http.HttpTopUp;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.metrics.HousekeepingVerticle;
import io.daegi.booking.orchestration.OrchestrationVerticle;
import io.daegi.booking.outbox.OutboxRelay;
import io.daegi.booking.payment.BalanceGateway;
import io.daegi.booking.payment.ConfiguredGateway;
import io.daegi.booking.payment.PaymentGateway;
import io.daegi.booking.payment.PaymentStore;
import io.daegi.booking.payment.PaymentVerticle;
import io.daegi.booking.payment.RefundStore;
import io.daegi.booking.payment.http.HttpGateway;
import io.daegi.booking.reservation.ReservationSettings;
import io.daegi.booking.reservation.ReservationVerticle;
import io.daegi.booking.shop.Pulse;
import io.daegi.booking.shop.ShopVerticle;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.SchemaMigration;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The booking side of one process: schema, services, saga, outbox relay and pulse.
 *
 * <pre>
 *  edge ──▶ orchestration ──┬──▶ reservation ──┐
 *                           ├──▶ payment ──────┼──▶ PostgreSQL ──▶ outbox relay ──▶ Kafka
 *                           └──▶ balance ──────┘
 * </pre>
 */
public final class BookingModule {

  /** The database counts as up while it answered within three beats of the shop's pulse. */
  private static final long DATABASE_UP_WITHIN_MS = 3_000;

  private final Vertx vertx;
  private final Database database;
  private final OutboxRelay relay;
  private final Pulse pulse = new Pulse(System::nanoTime);
  private HttpGateway httpGateway;
  private TopUpGateway topUp;
  private final List<String> deployments = new ArrayList<>();

  private BookingModule(Vertx vertx, BookingOptions options) {
    this.vertx = vertx;
    this.database = Database.connect(vertx, options.postgres());
    this.relay =
        new OutboxRelay(
            vertx,
            options.postgres(),
            options.kafka(),
            options.topicPrefix() + "booking",
            options.partitions());
  }

  /** Migrates the schema and starts everything; fails when PostgreSQL cannot be reached. */
  public static Future<BookingModule> start(Vertx vertx, BookingOptions options) {
    return SchemaMigration.run(vertx, options.postgres())
        .compose(
            migrated -> {
              BookingModule module = new BookingModule(vertx, options);
              return module
                  .deploy(options)
                  .map(module)
                  .recover(cause -> module.close().transform(closed -> Future.failedFuture(cause)));
            });
  }

  private Future<Void> deploy(BookingOptions options) {
    BookingMetrics metrics = new BookingMetrics(options.meters());
    AnswerStore answers = new AnswerStore(database);
    PaymentStore payments = new PaymentStore(database);
    PaymentGateway gateway = gateway(options, payments);
    LedgerStore ledger = new LedgerStore(database, options.limits().balanceMax());
    topUp = topUp(options);
    ReservationSettings settings =
        new ReservationSettings(
            options.redisUrl(),
            options.topicPrefix(),
            options.timing().payWithinMs(),
            options.limits());
    relay.start();
    return deploy(
            new ShopVerticle(
                database, options.timing().recoveryGraceMs(), options.shopSignal(), pulse))
        .compose(d -> deploy(new ReservationVerticle(database, settings, metrics, relay::poke)))
        .compose(d -> deploy(new PaymentVerticle(gateway, payments)))
        .compose(
            d ->
                deploy(
                    new BalanceVerticle(ledger, topUp, options.limits().chargeMax(), relay::poke)))
        .compose(d -> deploy(new AuditVerticle(database)))
        .compose(d -> deploy(new HousekeepingVerticle(database, answers, metrics)))
        .compose(
            d ->
                deployOnVirtualThreads(
                    new OrchestrationVerticle(
                        answers,
                        metrics,
                        options.limits().holdAttemptsMax(),
                        options.redisUrl(),
                        options.topicPrefix())));
  }

  private PaymentGateway gateway(BookingOptions options, PaymentStore payments) {
    PaymentGateway balance = new BalanceGateway(payments, new RefundStore(database));
    if (options.httpGateway().isEmpty()) {
      return new ConfiguredGateway(balance, balance, payments);
    }
    httpGateway =
        new HttpGateway(
            vertx, options.httpGateway().get(), database, payments, options.timing().payWithinMs());
    return new ConfiguredGateway(httpGateway, balance, payments);
  }

  private TopUpGateway topUp(BookingOptions options) {
    return switch (options.topUp()) {
      case TopUpChoice.Demo demo -> new DemoTopUp();
      case TopUpChoice.None none -> new NoTopUp();
      case TopUpChoice.Http http ->
          new HttpTopUp(
              vertx,
              http.gateway(),
              database,
              options.timing().payWithinMs(),
              options.limits().balanceMax());
    };
  }

  private Future<Void> deploy(Deployable verticle) {
    return deploy(verticle, new DeploymentOptions());
  }

  private Future<Void> deployOnVirtualThreads(Deployable verticle) {
    return deploy(
        verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
  }

  private Future<Void> deploy(Deployable verticle, DeploymentOptions options) {
    return vertx
        .deployVerticle(verticle, options)
        .map(
            id -> {
              deployments.add(id);
              return null;
            });
  }

  /** Whether PostgreSQL answered lately; from any thread. */
  public boolean isDatabaseUp() {
    return pulse.isWithin(DATABASE_UP_WITHIN_MS);
  }

  /**
   * Takes nothing more, lets what is under way end, sends what the outbox holds, and closes every
   * connection. The orchestration ends first, since it asks the others.
   */
  public Future<Void> close() {
    Future<Void> undeployed = Future.succeededFuture();
    for (String deployment : deployments.reversed()) {
      undeployed = undeployed.transform(done -> vertx.undeploy(deployment));
    }
    return undeployed
        .transform(done -> vertx.executeBlocking(this::closeRelay))
        .transform(done -> httpGateway == null ? Future.succeededFuture() : httpGateway.close())
        .transform(done -> topUp == null ? Future.succeededFuture() : topUp.close())
        .transform(done -> database.close());
  }

  private Void closeRelay() {
    relay.close();
    return null;
  }
}
