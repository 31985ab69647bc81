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
import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.NoticeTaken;
import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.rules.KeyedIds;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payment waits for its buyer, and the gateway says by itself how it ended. */
class PaymentNoticeTest {

  private final String payKey = key();
  private PaymentHouse house;
  private TestShop shop;
  private Concert concert;
  private Caller buyer;
  private Reservation hold;
  private UUID paymentId;

  @BeforeEach
  void sendTheBuyerOn() {
    house = PaymentHouse.open();
    house.is(Mood.ASKS_THE_BUYER);
    shop = TestShop.openWith(house.config());
    concert = shop.concert();
    buyer = shop.buyer(concert);
    hold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));
    paymentId = KeyedIds.paymentId(buyer.visitor(), payKey);
    assertThat(value(shop.client.pay(buyer, hold.reservationId(), payKey)).state())
        .isEqualTo(PaymentState.PENDING);
  }

  @AfterEach
  void close() {
    shop.close();
    house.close();
  }

  private static JsonObject words(String eventId, UUID paymentId, String state) {
    return new JsonObject()
        .put("eventId", eventId)
        .put("paymentId", paymentId.toString())
        .put("state", state);
  }

  private Future<Reply<NoticeTaken>> tell(JsonObject words) {
    return tellAt(Instant.now(), words.encode());
  }

  private Future<Reply<NoticeTaken>> tellAt(Instant when, String body) {
    String seconds = Long.toString(when.getEpochSecond());
    return shop.client.paymentNotice(
        new PaymentNotice("http", PaymentHouse.signature(seconds, body), body));
  }

  private ReservationState state() {
    return value(shop.client.reservation(buyer.visitor(), hold.reservationId())).state();
  }

  @Test
  void confirmsAtOnceWhatTheGatewaySaysIsPaidHoweverOftenItSaysSo() {
    house.buyerPays(paymentId);
    List<Future<Reply<NoticeTaken>>> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      told.add(tell(words("event-1", paymentId, "SUCCEEDED")));
    }
    TestShop.await(Future.all(told));

    assertThat(told)
        .allSatisfy(one -> assertThat(value(one).state()).isEqualTo(PaymentState.SUCCEEDED));
    assertThat(told.stream().filter(one -> !one.result().replayed())).hasSize(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> state() == ReservationState.CONFIRMED);
    assertThat(value(tell(words("event-2", paymentId, "SUCCEEDED"))).state())
        .isEqualTo(PaymentState.SUCCEEDED);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 3))
        .containsExactly("reservation.held", "reservation.confirmed", "payment.succeeded");
    assertThat(house.charges(paymentId)).isEqualTo(1);
    assertThat(house.refunds(paymentId)).isZero();
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void freesTheSeatsOfWhatTheGatewayDeclined() {
    JsonObject words = words("event-3", paymentId, "DECLINED").put("reason", "No money.");

    assertThat(value(tell(words)).state()).isEqualTo(PaymentState.FAILED);

    await().atMost(Duration.ofSeconds(10)).until(() -> state() == ReservationState.CANCELLED);
    assertThat(refusal(shop.client.pay(buyer, hold.reservationId(), payKey)))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(RefusalCode.PAYMENT_DECLINED);
              assertThat(refusal.detail()).contains("No money.");
            });
    Caller next = shop.buyer(concert);
    assertThat(value(shop.client.reserve(next, show(concert), hold.seats(), null)).state())
        .isEqualTo(ReservationState.HELD);
  }

  @Test
  void givesBackWhatTheGatewayTellsAfterTheHoldIsGone() throws SQLException {
    house.is(Mood.IS_BROKEN);
    TestShop.execute(
        "update reservation set hold_until = now() - interval '1 second' where reservation_id = '"
            + hold.reservationId()
            + "'");
    await().atMost(Duration.ofSeconds(20)).until(() -> state() == ReservationState.CANCELLED);
    house.buyerPays(paymentId);

    assertThat(value(tell(words("event-4", paymentId, "SUCCEEDED"))).state())
        .isEqualTo(PaymentState.FAILED);
    house.is(Mood.PAYS);

    await().atMost(Duration.ofSeconds(20)).until(() -> house.refunds(paymentId) == 1);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "reservation.held", "payment.failed", "reservation.cancelled", "payment.refunded");
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void believesNothingThatTheGatewayDidNotSignLately() {
    String body = words("event-5", paymentId, "SUCCEEDED").encode();
    Instant now = Instant.now();
    String good = PaymentHouse.signature(Long.toString(now.getEpochSecond()), body);
    String[] headers = {null, "", "t=1", good + "0", good.replace("t=", "t=1")};
    for (String header : headers) {
      assertThat(refusal(shop.client.paymentNotice(new PaymentNotice("http", header, body))).code())
          .as(String.valueOf(header))
          .isEqualTo(RefusalCode.SIGNATURE_INVALID);
    }
    assertThat(refusal(shop.client.paymentNotice(new PaymentNotice("http", good, body + " "))))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(RefusalCode.SIGNATURE_INVALID));
    for (Instant when : List.of(now.minusSeconds(360), now.plusSeconds(360))) {
      assertThat(refusal(tellAt(when, body)).code()).isEqualTo(RefusalCode.SIGNATURE_INVALID);
    }
    assertThat(refusal(shop.client.paymentNotice(new PaymentNotice("other", good, body))).code())
        .isEqualTo(RefusalCode.GATEWAY_UNKNOWN);
    assertThat(state()).isEqualTo(ReservationState.HELD);
  }

  @Test
  void namesTheFieldsThatAreWrong() {
    assertThat(refusal(tellAt(Instant.now(), "[]")).code()).isEqualTo(RefusalCode.INVALID_REQUEST);
    assertThat(refusal(tell(new JsonObject().put("eventId", 7).put("state", "PENDING"))).errors())
        .extracting(FieldFault::pointer)
        .containsExactly("/eventId", "/paymentId", "/state");
    assertThat(refusal(tell(words("event-6", UUID.randomUUID(), "SUCCEEDED"))).code())
        .isEqualTo(RefusalCode.PAYMENT_UNKNOWN);
  }
}
