package io.daegi.booking;

import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.bus.BookingCalls.Refund;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.PaymentOutcome;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.reservation.ReservationCalls.CancelSale;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One purchase, step by step as the saga makes it, so that it can end between any two. Everything
 * about it follows from its number: another process can go on with it.
 */
final class StepwisePurchase {

  static final long CHARGED = 2 * TestShop.PRICE;
  private static final String REASON = "The evening is called off.";
  private static final long TOO_LITTLE = TestShop.PRICE - 1;

  /** The steps of the saga, each a commit of its own. */
  enum Step {
    CHARGED,
    HELD,
    BEGUN,

    /** Or found to have too little for it. */
    PAID,

    /** Or cancelled. */
    ENDED,

    RETURN_BEGUN,
    MONEY_BACK,
    RETURNED
  }

  /** How it ends, whatever is cut in between. */
  enum Course {
    BUYS(Step.CHARGED, Step.ENDED),

    /** And an operator gives everything back. */
    RETURNS(Step.RETURN_BEGUN, Step.RETURNED),

    /** For want of money. */
    FAILS(Step.BEGUN, Step.ENDED);

    private final Step firstOwn;
    private final Step lastOwn;

    Course(Step firstOwn, Step lastOwn) {
      this.firstOwn = firstOwn;
      this.lastOwn = lastOwn;
    }

    /** The steps that no course before it has. */
    Set<Step> own() {
      return EnumSet.range(firstOwn, lastOwn);
    }
  }

  private final BookingClient client;
  private final BusCaller bus;
  private final Caller buyer;
  private final ShowRef show;
  private final String seat;
  private Course course = Course.BUYS;
  private Reservation hold;
  private PaymentOrder order;
  private PaymentOutcome outcome;
  private RefundOrder returned;

  /**
   * @param partition of the queue
   * @param number of the buyer and of the seat, from 1
   */
  StepwisePurchase(Vertx vertx, ShowRef show, String queueId, int partition, int number) {
    this.client = new BusBookingClient(vertx);
    this.bus = new BusCaller(vertx, 8_000);
    this.show = show;
    this.seat = "A-%d-%d".formatted((number - 1) / 10 + 1, (number - 1) % 10 + 1);
    this.buyer =
        new Caller(
            visitor(show.concertId(), number),
            queueId,
            show.concertId() + "-" + number,
            number,
            1,
            partition,
            AdmissionVerdict.admittedUntil(Long.MAX_VALUE));
  }

  static StepwisePurchase in(TestShop shop, Concert concert, int number) {
    return new StepwisePurchase(shop.vertx, TestShop.show(concert), concert.queueId(), 0, number);
  }

  StepwisePurchase on(Course another) {
    course = another;
    return this;
  }

  static VisitorId visitor(String concertId, int number) {
    return VisitorId.of(named(concertId + " visitor " + number));
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private String key(String of) {
    return named(buyer.tokenId() + of).toString();
  }

  Caller buyer() {
    return buyer;
  }

  /** All steps up to this one, and nothing more. */
  void makeUpTo(Step last) {
    for (Step step : Step.values()) {
      if (step.compareTo(last) <= 0) {
        make(step);
      }
    }
  }

  private void make(Step step) {
    switch (step) {
      case CHARGED -> charge();
      case HELD -> hold = hold();
      case BEGUN -> order = value(bus.ask(ReservationCalls.BEGIN_SALE, new BeginSale(wanted())));
      case PAID -> outcome = value(bus.ask(PaymentCalls.PAY, order));
      case ENDED -> end();
      case RETURN_BEGUN ->
          returned =
              value(
                      bus.ask(
                          ReservationCalls.BEGIN_REFUND, new Refund(hold.reservationId(), REASON)))
                  .order();
      case MONEY_BACK -> value(bus.ask(PaymentCalls.REFUND, returned));
      case RETURNED -> value(bus.ask(ReservationCalls.FINISH_REFUND, returned));
    }
  }

  private void end() {
    if (outcome.isPaid()) {
      value(bus.ask(ReservationCalls.CONFIRM, order));
    } else {
      refusal(bus.ask(ReservationCalls.CANCEL, new CancelSale(order, outcome.refusal())));
    }
  }

  private PaymentOrder wanted() {
    return new PaymentOrder(
        KeyedIds.paymentId(buyer.visitor(), key("pay")),
        buyer.visitor(),
        hold.reservationId(),
        null,
        key("pay"));
  }

  /** Buys as visitors do, under the same keys, whatever was made of it before. */
  Payment buy() {
    charge();
    hold = hold();
    return PatientBuyer.done(this::pay);
  }

  private Future<Reply<Payment>> pay() {
    return client.pay(buyer, hold.reservationId(), key("pay"));
  }

  /** Goes the whole course as visitors and operators do, and asks for nothing twice in vain. */
  void finish() {
    switch (course) {
      case BUYS -> buy();
      case RETURNS -> {
        buy();
        PatientBuyer.done(() -> client.refund(hold.reservationId(), REASON));
      }
      case FAILS -> {
        charge();
        hold = hold();
        assertThat(PatientBuyer.refused(this::pay)).isEqualTo(RefusalCode.INSUFFICIENT_BALANCE);
      }
    }
  }

  /** Where the reservation, the money and the events have to be then. */
  void requireFinished(TestShop shop) {
    assertThat(value(client.reservation(buyer.visitor(), hold.reservationId())).state())
        .isEqualTo(
            switch (course) {
              case BUYS -> ReservationState.CONFIRMED;
              case RETURNS -> ReservationState.REFUNDED;
              case FAILS -> ReservationState.CANCELLED;
            });
    assertThat(balance()).isEqualTo(course == Course.BUYS ? CHARGED - TestShop.PRICE : charged());
    List<String> told =
        switch (course) {
          case BUYS -> List.of("reservation.confirmed", "payment.succeeded");
          case RETURNS -> List.of("reservation.confirmed", "payment.succeeded", "payment.refunded");
          case FAILS -> List.of("payment.failed", "reservation.cancelled");
        };
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 2 + told.size()))
        .startsWith("balance.charged", "reservation.held")
        .endsWith(told.toArray(String[]::new))
        .hasSize(2 + told.size());
    assertThat(TestShop.findings()).isEmpty();
  }

  private long charged() {
    return course == Course.FAILS ? TOO_LITTLE : CHARGED;
  }

  private void charge() {
    PatientBuyer.done(() -> client.charge(buyer, TestShop.krw(charged()), key("charge")));
  }

  private Reservation hold() {
    return PatientBuyer.done(() -> client.reserve(buyer, show, List.of(seat), key("hold")));
  }

  long balance() {
    return PatientBuyer.done(() -> client.balance(buyer.visitor(), "KRW")).balance().amount();
  }
}
