package io.daegi.booking;

import static io.daegi.booking.TestShop.value;

import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.bus.BusBookingClient;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * One purchase, step by step as the saga makes it, so that it can end between any two. Everything
 * about it follows from its number: another process can go on with it.
 */
final class StepwisePurchase {

  static final long CHARGED = 2 * TestShop.PRICE;

  /** The steps of the saga, each a commit of its own. */
  enum Step {
    CHARGED,
    HELD,
    BEGUN,
    PAID,
    CONFIRMED
  }

  private final BookingClient client;
  private final BusCaller bus;
  private final Caller buyer;
  private final ShowRef show;
  private final String seat;
  private Reservation hold;
  private PaymentOrder order;

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
      case PAID -> value(bus.ask(PaymentCalls.PAY, order));
      case CONFIRMED -> value(bus.ask(ReservationCalls.CONFIRM, order));
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
    return PatientBuyer.done(() -> client.pay(buyer, hold.reservationId(), key("pay")));
  }

  private void charge() {
    PatientBuyer.done(() -> client.charge(buyer, TestShop.krw(CHARGED), key("charge")));
  }

  private Reservation hold() {
    return PatientBuyer.done(() -> client.reserve(buyer, show, List.of(seat), key("hold")));
  }

  long balance() {
    return PatientBuyer.done(() -> client.balance(buyer.visitor(), "KRW")).balance().amount();
  }
}
