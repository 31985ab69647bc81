package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.PaymentOutcome;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.rules.KeyedIds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The saga ends between two of its steps: each step is made by hand, and then the process goes. */
class SagaCutTest {

  private TestShop shop;
  private Concert concert;
  private Caller buyer;
  private final String payKey = key();

  @BeforeEach
  void open() {
    shop = TestShop.open();
    concert = shop.concert();
    buyer = shop.buyer(concert);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Reservation hold() {
    return value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));
  }

  private PaymentOrder begun(Reservation hold) {
    PaymentOrder wanted =
        new PaymentOrder(
            KeyedIds.paymentId(buyer.visitor(), payKey),
            buyer.visitor(),
            hold.reservationId(),
            null,
            payKey);
    return value(shop.bus.ask(ReservationCalls.BEGIN_SALE, new BeginSale(wanted)));
  }

  private void restart() {
    shop.stop();
    shop.start();
  }

  private void awaitState(Reservation hold, ReservationState expected) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                value(shop.client.reservation(buyer.visitor(), hold.reservationId())).state()
                    == expected);
  }

  private void paidOnceAndTold(Reservation hold) {
    assertThat(shop.balance(buyer)).isEqualTo(100_000 - TestShop.PRICE);
    Reply<Payment> again = await(shop.client.pay(buyer, hold.reservationId(), payKey));
    assertThat(again.replayed()).isTrue();
    assertThat(((Reply.Done<Payment>) again).value().reservation().state())
        .isEqualTo(ReservationState.CONFIRMED);
    assertThat(shop.balance(buyer)).isEqualTo(100_000 - TestShop.PRICE);
    shop.stop();
    shop.start();
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "balance.charged", "reservation.held", "reservation.confirmed", "payment.succeeded");
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void paysAsAskedWhenTheProcessDiesBeforeTheMoneyMoves() {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();
    begun(hold);

    restart();

    awaitState(hold, ReservationState.CONFIRMED);
    paidOnceAndTold(hold);
  }

  @Test
  void confirmsWhatWasPaidBeforeTheProcessDied() {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();
    PaymentOrder order = begun(hold);
    assertThat(value(shop.bus.ask(PaymentCalls.PAY, order)).isPaid()).isTrue();
    assertThat(shop.balance(buyer)).isEqualTo(100_000 - TestShop.PRICE);

    restart();

    awaitState(hold, ReservationState.CONFIRMED);
    paidOnceAndTold(hold);
  }

  @Test
  void givesTheStoredAnswerWhenItWasLostAfterTheLastStep() {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();
    PaymentOrder order = begun(hold);
    value(shop.bus.ask(PaymentCalls.PAY, order));
    value(shop.bus.ask(ReservationCalls.CONFIRM, order));

    restart();

    paidOnceAndTold(hold);
  }

  @Test
  void cancelsWhatCouldNotBePaidBeforeTheProcessDied() {
    shop.charge(buyer, 20_000);
    Reservation hold = hold();
    PaymentOrder order = begun(hold);
    assertThat(value(shop.bus.ask(PaymentCalls.PAY, order)).isPaid()).isFalse();

    restart();

    awaitState(hold, ReservationState.CANCELLED);
    assertThat(refusal(shop.client.pay(buyer, hold.reservationId(), payKey)).code())
        .isEqualTo(RefusalCode.INSUFFICIENT_BALANCE);
    assertThat(shop.balance(buyer)).isEqualTo(20_000);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "balance.charged", "reservation.held", "payment.failed", "reservation.cancelled");
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void chargesNobodyWhoseHoldRanOutBeforeThePaymentWasResumed() throws SQLException {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();
    begun(hold);
    shop.stop();
    TestShop.execute(
        "update reservation set hold_until = now() - interval '1 minute' where reservation_id = '"
            + hold.reservationId()
            + "'");

    shop.start();

    awaitState(hold, ReservationState.CANCELLED);
    assertThat(refusal(shop.client.pay(buyer, hold.reservationId(), payKey)).code())
        .isEqualTo(RefusalCode.HOLD_CANCELLED);
    assertThat(shop.balance(buyer)).isEqualTo(100_000);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void neverChargesLate() {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();
    PaymentOrder order = begun(hold);
    PaymentOutcome settled = value(shop.bus.ask(PaymentCalls.SETTLE, order));

    PaymentOutcome late = value(shop.bus.ask(PaymentCalls.PAY, order));

    assertThat(late).isEqualTo(settled);
    assertThat(late.isPaid()).isFalse();
    assertThat(shop.balance(buyer)).isEqualTo(100_000);
    awaitState(hold, ReservationState.CANCELLED);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void repeatsAHoldWhoseAnswerWasLost() {
    String holdKey = key();
    Reservation hold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), holdKey));

    restart();

    Reply<Reservation> again =
        await(
            shop.client.reserve(TestShop.putOut(buyer), show(concert), List.of("A-1-1"), holdKey));
    assertThat(again).isEqualTo(new Reply.Done<>(hold, true, true));
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 1)).containsExactly("reservation.held");
  }

  @Test
  void chargesOnceHoweverOftenTheAnswerIsLost() {
    String chargeKey = key();
    value(shop.client.charge(buyer, krw(70_000), chargeKey));

    restart();

    assertThat(await(shop.client.charge(TestShop.putOut(buyer), krw(70_000), chargeKey)).replayed())
        .isTrue();
    assertThat(shop.balance(buyer)).isEqualTo(70_000);
    assertThat(refusal(shop.client.charge(buyer, krw(70_001), chargeKey)).code())
        .isEqualTo(RefusalCode.IDEMPOTENCY_CONFLICT);
  }

  @Test
  void refusesAKeyThatPaidForAnotherReservation() {
    shop.charge(buyer, 200_000);
    Reservation first = hold();
    Reservation second = value(shop.client.reserve(buyer, show(concert), List.of("A-1-2"), null));
    value(shop.client.pay(buyer, first.reservationId(), payKey));

    assertThat(refusal(shop.client.pay(buyer, second.reservationId(), payKey)).code())
        .isEqualTo(RefusalCode.IDEMPOTENCY_CONFLICT);
    assertThat(shop.balance(buyer)).isEqualTo(200_000 - TestShop.PRICE);
  }

  @Test
  void takesAPaymentOfAHolderWhoseSessionIsOver() {
    shop.charge(buyer, 100_000);
    Reservation hold = hold();

    Payment payment = value(shop.client.pay(TestShop.putOut(buyer), hold.reservationId(), payKey));

    assertThat(payment.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
  }

  @Test
  void paysOnceWhenTwoProcessesAreAskedAtOnce() {
    shop.charge(buyer, 200_000);
    Reservation hold = hold();
    try (TestShop.Neighbour other = shop.neighbour()) {
      var here = shop.client.pay(buyer, hold.reservationId(), payKey);
      var there = other.client().pay(buyer, hold.reservationId(), payKey);
      var byAnotherKey = other.client().pay(buyer, hold.reservationId(), key());
      await(here);
      await(there);
      await(byAnotherKey);
    }

    awaitState(hold, ReservationState.CONFIRMED);
    assertThat(shop.balance(buyer)).isEqualTo(200_000 - TestShop.PRICE);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "balance.charged", "reservation.held", "reservation.confirmed", "payment.succeeded");
    assertThat(TestShop.findings()).isEmpty();
  }
}
