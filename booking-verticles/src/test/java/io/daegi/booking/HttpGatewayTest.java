package io.daegi.booking;

import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.PaymentHouse.Mood;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.rules.KeyedIds;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Buyers pay at a gateway outside, whose line is as bad as lines can be. */
class HttpGatewayTest {

  private static final String[] BOUGHT = {
    "reservation.held", "reservation.confirmed", "payment.succeeded"
  };

  private final String payKey = key();
  private PaymentHouse house;
  private TestShop shop;
  private Caller buyer;
  private Concert concert;
  private Reservation hold;
  private UUID paymentId;

  @BeforeEach
  void hold() {
    house = PaymentHouse.open();
    shop = TestShop.openWith(house.config());
    concert = shop.concert();
    buyer = shop.buyer(concert);
    hold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));
    paymentId = KeyedIds.paymentId(buyer.visitor(), payKey);
  }

  @AfterEach
  void close() {
    shop.close();
    house.close();
  }

  private io.vertx.core.Future<Reply<Payment>> pay() {
    return shop.client.pay(buyer, hold.reservationId(), payKey);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20));
  }

  private void awaitState(ReservationState expected) {
    soon()
        .until(
            () ->
                value(shop.client.reservation(buyer.visitor(), hold.reservationId())).state()
                    == expected);
  }

  private void holdRunsOut() throws SQLException {
    TestShop.execute(
        "update reservation set hold_until = now() - interval '1 second' where reservation_id = '"
            + hold.reservationId()
            + "'");
  }

  private void boughtOnce() {
    awaitState(ReservationState.CONFIRMED);
    Reply<Payment> again = TestShop.await(pay());
    assertThat(again.replayed()).isTrue();
    assertThat(((Reply.Done<Payment>) again).value().state()).isEqualTo(PaymentState.SUCCEEDED);
    assertThat(house.charges(paymentId)).isEqualTo(1);
    assertThat(house.charged(paymentId)).isEqualTo(TestShop.PRICE);
    assertThat(house.refunds(paymentId)).isZero();
    assertThat(shop.balance(buyer)).isZero();
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 3)).containsExactly(BOUGHT);
    assertThat(TestShop.findings()).isEmpty();
  }

  private void seatIsFree() {
    Caller next = shop.buyer(concert);
    assertThat(value(shop.client.reserve(next, show(concert), hold.seats(), null)).state())
        .isEqualTo(ReservationState.HELD);
  }

  @Test
  void paysAtTheGateway() {
    Payment payment = value(pay());

    assertThat(payment.state()).isEqualTo(PaymentState.SUCCEEDED);
    assertThat(payment.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
    boughtOnce();
  }

  @Test
  void tellsWhyTheGatewayDeclined() {
    house.is(Mood.DECLINES);

    Refusal refusal = refusal(pay());

    assertThat(refusal.code()).isEqualTo(RefusalCode.PAYMENT_DECLINED);
    assertThat(refusal.detail()).contains("The card has expired.");
    house.is(Mood.PAYS);
    assertThat(refusal(pay())).isEqualTo(refusal);
    assertThat(house.charges(paymentId)).isZero();
    awaitState(ReservationState.CANCELLED);
    seatIsFree();
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 3))
        .containsExactly("reservation.held", "payment.failed", "reservation.cancelled");
  }

  @Test
  void chargesOnceWhenTheLineGoesDeadInTheMiddle() {
    house.is(Mood.PAYS_AND_HANGS_UP);

    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(house.charges(paymentId)).isEqualTo(1);

    house.is(Mood.PAYS);
    boughtOnce();
  }

  @Test
  void chargesOnceWhenTheGatewayIsTooSlowToAnswer() {
    house.is(Mood.PAYS_AND_IS_SILENT);

    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(house.requests()).hasSizeGreaterThan(1);

    house.is(Mood.PAYS);
    boughtOnce();
  }

  @Test
  void paysWhenTheGatewayIsBack() {
    house.stop();
    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    assertThat(refusal(shop.client.pay(buyer, hold.reservationId(), key())).code())
        .isEqualTo(RefusalCode.PAYMENT_RUNNING);

    house.start();

    boughtOnce();
  }

  @Test
  void paysAfterAProcessDiedWhileTheGatewayWasSilent() {
    house.is(Mood.PAYS_AND_IS_SILENT);
    pay();
    soon().until(() -> house.charges(paymentId) == 1);

    shop.stop();
    house.is(Mood.PAYS);
    shop.start();

    boughtOnce();
  }

  @Test
  void confirmsWhatTheGatewayChargedBeforeTheHoldWasSettled() throws SQLException {
    house.is(Mood.PAYS_AND_IS_SILENT);
    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);

    holdRunsOut();

    boughtOnce();
    assertThat(house.requests()).contains("GET /payments/" + paymentId);
  }

  @Test
  void givesBackWhatIsChargedAfterTheHoldIsGone() throws SQLException {
    house.is(Mood.RECEIVES_LATER);
    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    holdRunsOut();
    awaitState(ReservationState.CANCELLED);
    seatIsFree();
    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.HOLD_CANCELLED);
    assertThat(house.requestsUnderWay()).isPositive();

    house.deliverWhatIsUnderWay();

    soon().until(() -> house.refunds(paymentId) == 1);
    lateMoneyIsBackAndTold();
  }

  private void lateMoneyIsBackAndTold() {
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "reservation.held", "payment.failed", "reservation.cancelled", "payment.refunded");
    soon()
        .until(
            () ->
                TestShop.count(
                        "select count(*) from payment_doubt where money_back and over_at is not"
                            + " null and payment_id = '"
                            + paymentId
                            + "'")
                    == 1);
    assertThat(house.charges(paymentId)).isEqualTo(1);
    assertThat(house.refunds(paymentId)).isEqualTo(1);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void goesOnGivingLateMoneyBackUntilTheGatewayHears() throws SQLException {
    house.is(Mood.PAYS_AND_HANGS_UP);
    assertThat(refusal(pay()).code()).isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    house.is(Mood.IS_BROKEN);
    holdRunsOut();
    awaitState(ReservationState.CANCELLED);
    assertThat(house.state(paymentId)).isEqualTo("SUCCEEDED");
    shop.stop();
    shop.start();

    house.is(Mood.PAYS);

    soon().until(() -> house.refunds(paymentId) == 1);
    lateMoneyIsBackAndTold();
  }

  @Test
  void refundsAtTheGatewayWhatWasPaidThere() {
    value(pay());
    house.is(Mood.IS_BROKEN);
    assertThat(refusal(shop.client.refund(hold.reservationId(), "The evening is off.")).code())
        .isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);

    house.is(Mood.PAYS);

    awaitState(ReservationState.REFUNDED);
    assertThat(house.refunds(paymentId)).isEqualTo(1);
    assertThat(shop.balance(buyer)).isZero();
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .startsWith(BOUGHT)
        .endsWith("payment.refunded");
    seatIsFree();
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void sendsTheBuyerOnAndConfirmsWhatTheyPaidThere() {
    house.is(Mood.ASKS_THE_BUYER);

    Payment waiting = value(pay());

    assertThat(waiting.state()).isEqualTo(PaymentState.PENDING);
    assertThat(waiting.redirectUrl()).isEqualTo(PaymentHouse.REDIRECT_URL);
    assertThat(waiting.reservation().state()).isEqualTo(ReservationState.HELD);
    assertThat(value(pay())).isEqualTo(waiting);
    assertThat(value(shop.client.payment(buyer.visitor(), paymentId))).isEqualTo(waiting);
    assertThat(TestShop.findings()).isEmpty();

    house.buyerPays(paymentId);

    boughtOnce();
  }

  @Test
  void cancelsWhatItsBuyerNeverPaid() throws SQLException {
    house.is(Mood.ASKS_THE_BUYER);
    value(pay());

    holdRunsOut();

    awaitState(ReservationState.CANCELLED);
    soon().until(() -> house.state(paymentId).equals("DECLINED"));
    house.buyerPays(paymentId);
    assertThat(house.charges(paymentId)).isZero();
    assertThat(value(shop.client.payment(buyer.visitor(), paymentId)).state())
        .isEqualTo(PaymentState.FAILED);
    seatIsFree();
  }

  @Test
  void givesBackWhatItsBuyerPaidTooLate() throws SQLException {
    house.is(Mood.ASKS_THE_BUYER);
    value(pay());
    house.is(Mood.IS_BROKEN);
    holdRunsOut();
    awaitState(ReservationState.CANCELLED);

    house.buyerPays(paymentId);
    house.is(Mood.PAYS);

    soon().until(() -> house.refunds(paymentId) == 1);
    lateMoneyIsBackAndTold();
  }
}
