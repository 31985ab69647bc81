package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.bus.BookingCalls.Refund;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundTest {

  private TestShop shop;
  private Concert concert;
  private Caller buyer;
  private Payment payment;
  private UUID reservationId;

  @BeforeEach
  void sell() {
    shop = TestShop.open();
    concert = shop.concert();
    buyer = shop.buyer(concert);
    shop.charge(buyer, 100_000);
    Reservation hold =
        value(shop.client.reserve(buyer, show(concert), List.of("A-1-1", "A-1-2"), null));
    reservationId = hold.reservationId();
    payment = value(shop.client.pay(buyer, reservationId, key()));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private void everythingIsBackOnce() {
    Reservation now = value(shop.client.reservation(buyer.visitor(), reservationId));
    assertThat(now.state()).isEqualTo(ReservationState.REFUNDED);
    assertThat(shop.balance(buyer)).isEqualTo(100_000);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 5))
        .containsExactly(
            "balance.charged",
            "reservation.held",
            "reservation.confirmed",
            "payment.succeeded",
            "payment.refunded");
    Caller next = shop.buyer(concert);
    assertThat(value(shop.client.reserve(next, show(concert), List.of("A-1-1"), null)).state())
        .isEqualTo(ReservationState.HELD);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void givesMoneyAndSeatsBackAndTellsIt() {
    Reservation refunded = value(shop.client.refund(reservationId, "The evening is cancelled."));

    assertThat(refunded.state()).isEqualTo(ReservationState.REFUNDED);
    assertThat(refunded.paymentId()).isEqualTo(payment.paymentId());
    everythingIsBackOnce();
    Told told = shop.events.of(buyer.tokenId()).get(4);
    assertThat(told.data().getString("reservationId")).isEqualTo(reservationId.toString());
    assertThat(told.data().getJsonObject("money").getLong("amount")).isEqualTo(2 * TestShop.PRICE);
    assertThat(told.data().getString("reason")).isEqualTo("refunded");
    assertThat(told.partition()).isEqualTo(buyer.partition());
    assertThat(value(shop.client.payment(buyer.visitor(), payment.paymentId())).state())
        .isEqualTo(PaymentState.SUCCEEDED);
  }

  @Test
  void refundsOnceHoweverManyAskAtOnce() {
    List<Future<Reply<Reservation>>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(shop.client.refund(reservationId, "again and again"));
    }
    await(Future.all(asked));

    assertThat(asked)
        .allSatisfy(
            one ->
                assertThat(
                        one.result() instanceof Reply.Refused<Reservation> refused
                            ? refused.refusal().code()
                            : RefusalCode.PAYMENT_RUNNING)
                    .isEqualTo(RefusalCode.PAYMENT_RUNNING));
    assertThat(value(shop.client.refund(reservationId, "again")).state())
        .isEqualTo(ReservationState.REFUNDED);
    everythingIsBackOnce();
  }

  @Test
  void finishesARefundWhoseProcessDiedBeforeTheMoneyMoved() {
    value(shop.bus.ask(ReservationCalls.BEGIN_REFUND, new Refund(reservationId, "cut")));

    finishesAfterARestart();
  }

  @Test
  void finishesARefundWhoseProcessDiedAfterTheMoneyMoved() {
    RefundOrder order =
        value(shop.bus.ask(ReservationCalls.BEGIN_REFUND, new Refund(reservationId, "cut")))
            .order();
    value(shop.bus.ask(PaymentCalls.REFUND, order));
    assertThat(shop.balance(buyer)).isEqualTo(100_000);

    finishesAfterARestart();
  }

  private void finishesAfterARestart() {
    assertThat(value(shop.client.reservation(buyer.visitor(), reservationId)).state())
        .isEqualTo(ReservationState.CONFIRMED);
    shop.stop();
    shop.start();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () ->
                value(shop.client.reservation(buyer.visitor(), reservationId)).state()
                    == ReservationState.REFUNDED);
    everythingIsBackOnce();
  }

  @Test
  void refundsOnlyWhatIsPaid() {
    Caller other = shop.buyer(concert);
    Reservation hold = value(shop.client.reserve(other, show(concert), List.of("A-2-1"), null));

    assertThat(refusal(shop.client.refund(hold.reservationId(), "no")).code())
        .isEqualTo(RefusalCode.NOT_CONFIRMED);
    assertThat(refusal(shop.client.refund(UUID.randomUUID(), "no")).code())
        .isEqualTo(RefusalCode.RESERVATION_UNKNOWN);
    assertThat(refusal(shop.client.refund(reservationId, " ")).code())
        .isEqualTo(RefusalCode.INVALID_REQUEST);
  }
}
