package io.daegi.booking.reservation;

import io.daegi.booking.bus.BusService;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Periodic;
import io.daegi.booking.store.SideRedis;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The reservation service on the event bus. One instance in a process: its views are its own. */
public final class ReservationVerticle extends VerticleBase {

  private static final long SWEEP_EVERY_MS = 500;
  private static final long REFRESH_EVERY_MS = 1_000;

  private final Database database;
  private final ReservationSettings settings;
  private final BookingMetrics metrics;
  private final Runnable outboxPoke;
  private SideRedis redis;
  private BusService service;
  private Periodic sweep;
  private Periodic refresh;

  /**
   * @param outboxPoke called after each commit that wrote events
   */
  public ReservationVerticle(
      Database database,
      ReservationSettings settings,
      BookingMetrics metrics,
      Runnable outboxPoke) {
    this.database = database;
    this.settings = settings;
    this.metrics = metrics;
    this.outboxPoke = outboxPoke;
  }

  @Override
  public Future<?> start() {
    if (settings.redisUrl() != null) {
      redis = new SideRedis(vertx, settings.redisUrl(), "seat maps");
    }
    RedisSeatMaps maps = redis == null ? null : new RedisSeatMaps(redis, settings.redisPrefix());
    CatalogueStore catalogueStore = new CatalogueStore(database);
    Catalogue catalogue = new Catalogue(catalogueStore);
    SeatView view = new SeatView(catalogue, new SeatMapStore(database), maps);
    SeatChanges changes = new SeatChanges(view, outboxPoke, metrics);
    ReservationStore reservations = new ReservationStore(database);
    Concerts concerts = new Concerts(catalogue, catalogueStore, view, settings.limits());
    HoldStore holdStore = new HoldStore(database, new AnswerStore(database));
    Holds holds =
        new Holds(catalogue, holdStore, reservations, changes, settings.limits().holdMaxMs());
    Sales sales =
        new Sales(
            new SaleStore(database, settings.payWithinMs(), settings.limits()),
            reservations,
            changes);
    HoldSweep holdSweep = new HoldSweep(reservations, changes);
    Returns returns = new Returns(new ReturnStore(database, settings.payWithinMs()), changes);
    PurchaseStore purchases = new PurchaseStore(database);
    service =
        service(concerts, holds, sales, returns)
            .on(ReservationCalls.PURCHASES, purchases::ofToken)
            .on(ReservationCalls.PURCHASE, purchases::find);
    return catalogue
        .refresh()
        .compose(loaded -> service.start())
        .onSuccess(
            started -> {
              sweep = Periodic.start(vertx, "hold expiry", SWEEP_EVERY_MS, holdSweep::run);
              refresh =
                  Periodic.start(vertx, "the catalogue", REFRESH_EVERY_MS, catalogue::refresh);
            });
  }

  private BusService service(Concerts concerts, Holds holds, Sales sales, Returns returns) {
    return new BusService(vertx, ReservationCalls.ADDRESS, Trouble::isAway)
        .on(ReservationCalls.CONCERTS, ask -> concerts.all())
        .on(ReservationCalls.CONCERT, concerts::find)
        .on(ReservationCalls.DATES, concerts::dates)
        .on(ReservationCalls.SEATS, concerts::seats)
        .on(ReservationCalls.PLANNED_CONCERT, concerts::plan)
        .on(ReservationCalls.PUT_CONCERT, concerts::put)
        .on(ReservationCalls.QUEUES, ask -> concerts.queues())
        .on(ReservationCalls.HOLD, holds::hold)
        .on(ReservationCalls.FIND, holds::find)
        .on(ReservationCalls.LIST, holds::list)
        .on(ReservationCalls.RELEASE, holds::release)
        .on(ReservationCalls.RELEASE_ALL, holds::releaseAll)
        .on(ReservationCalls.BEGIN_SALE, sales::begin)
        .on(ReservationCalls.CONFIRM, sales::confirm)
        .on(ReservationCalls.CANCEL, sales::cancel)
        .on(ReservationCalls.ORDER_OF, sales::orderOf)
        .on(ReservationCalls.TAKE_OVERDUE, ask -> sales.takeOverdue())
        .on(ReservationCalls.BEGIN_REFUND, returns::begin)
        .on(ReservationCalls.FINISH_REFUND, returns::finish)
        .on(ReservationCalls.TELL_LATE_MONEY, returns::tellLateMoney)
        .on(ReservationCalls.TAKE_OVERDUE_REFUNDS, ask -> returns.takeOverdue());
  }

  @Override
  public Future<?> stop() {
    sweep.stop();
    refresh.stop();
    if (redis != null) {
      redis.close();
    }
    return service.stop();
  }
}
