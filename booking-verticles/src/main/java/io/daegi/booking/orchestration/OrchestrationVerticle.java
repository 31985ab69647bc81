package io.daegi.booking.orchestration;

import io.daegi.booking.audit.AuditCalls;
import io.daegi.booking.bus.BookingCalls;
import io.daegi.booking.bus.BusCall;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.bus.BusService;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.rules.HoldAttempts;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Periodic;
import io.daegi.booking.store.SideRedis;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The orchestration on the event bus: the one address that edges know. Runs on virtual threads. */
public final class OrchestrationVerticle extends VerticleBase {

  /** Longer than the database may take, shorter than the edge waits. */
  private static final long STEP_TIMEOUT_MS = 5_000;

  private static final long RESUME_EVERY_MS = 1_000;

  private final AnswerStore answers;
  private final BookingMetrics metrics;
  private final int holdAttemptsMax;
  private final String redisUrl;
  private final String redisPrefix;
  private SideRedis redis;
  private BusCaller bus;
  private BusService service;
  private final List<Periodic> resumptions = new ArrayList<>();

  /**
   * @param holdAttemptsMax of each session
   * @param redisUrl through which all processes count them; null: each counts alone
   * @param redisPrefix of every key in Redis
   */
  public OrchestrationVerticle(
      AnswerStore answers,
      BookingMetrics metrics,
      int holdAttemptsMax,
      String redisUrl,
      String redisPrefix) {
    this.answers = answers;
    this.metrics = metrics;
    this.holdAttemptsMax = holdAttemptsMax;
    this.redisUrl = redisUrl;
    this.redisPrefix = redisPrefix;
  }

  @Override
  public Future<?> start() {
    bus = new BusCaller(vertx, STEP_TIMEOUT_MS);
    if (redisUrl != null) {
      redis = new SideRedis(vertx, redisUrl, "attempts to hold seats");
    }
    SharedAttempts attempts =
        new SharedAttempts(new HoldAttempts(holdAttemptsMax), redis, redisPrefix);
    ReservationOrchestration saga = new ReservationOrchestration(bus, answers, metrics, attempts);
    service =
        new BusService(vertx, BookingCalls.ADDRESS, Trouble::isAway)
            .onStepwise(BookingCalls.AVAILABLE_DATES, saga::availableDates)
            .onStepwise(BookingCalls.AVAILABLE_SEATS, saga::availableSeats)
            .onStepwise(BookingCalls.RESERVE, saga::reserve)
            .onStepwise(BookingCalls.BALANCE, saga::balance)
            .onStepwise(BookingCalls.CHARGE, saga::charge)
            .onStepwise(BookingCalls.PAY, saga::pay)
            .onStepwise(BookingCalls.PAYMENT, saga::payment)
            .onStepwise(BookingCalls.PAYMENT_NOTICE, saga::notice);
    pass(BookingCalls.CONCERTS, ReservationCalls.CONCERTS);
    pass(BookingCalls.CONCERT, ReservationCalls.CONCERT);
    pass(BookingCalls.RESERVATIONS, ReservationCalls.LIST);
    pass(BookingCalls.RESERVATION, ReservationCalls.FIND);
    pass(BookingCalls.RELEASE, ReservationCalls.RELEASE);
    pass(BookingCalls.RELEASE_ALL, ReservationCalls.RELEASE_ALL);
    pass(BookingCalls.PURCHASES, ReservationCalls.PURCHASES);
    pass(BookingCalls.PURCHASE, ReservationCalls.PURCHASE);
    pass(BookingCalls.PLANNED_CONCERT, ReservationCalls.PLANNED_CONCERT);
    pass(BookingCalls.PUT_CONCERT, ReservationCalls.PUT_CONCERT);
    pass(BookingCalls.NOTE_ADMIN_ACT, AuditCalls.NOTE);
    pass(BookingCalls.ADMIN_ACTS, AuditCalls.LIST);
    pass(BookingCalls.QUEUES, ReservationCalls.QUEUES);
    Refunds refunds = new Refunds(bus);
    service.on(BookingCalls.REFUND, refunds::refund);
    DoubtedPayments doubted = new DoubtedPayments(bus);
    PaymentResumption interrupted = new PaymentResumption(bus, metrics);
    return service
        .start()
        .onSuccess(
            started -> {
              every("payment resumption", interrupted::run);
              every("refund resumption", refunds::resume);
              every("payments in doubt", doubted::run);
            });
  }

  private void every(String name, Supplier<Future<Void>> work) {
    resumptions.add(Periodic.start(vertx, name, RESUME_EVERY_MS, work));
  }

  /** What one service can answer alone. */
  private <Q, A> void pass(BusCall<Q, A> asked, BusCall<Q, A> answered) {
    service.on(asked, question -> bus.ask(answered, question));
  }

  @Override
  public Future<?> stop() {
    resumptions.forEach(Periodic::stop);
    return service
        .stop()
        .onComplete(
            ended -> {
              if (redis != null) {
                redis.close();
              }
            });
  }
}
