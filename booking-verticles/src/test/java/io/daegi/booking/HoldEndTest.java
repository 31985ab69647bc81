package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a hold ends: run out, given back, or paid for, which extends it once. */
class HoldEndTest {

  private static TestShop shop;

  @BeforeAll
  static void open() {
    shop = TestShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static Future<Reply<Reservation>> reserve(
      Caller caller, Concert concert, String... seats) {
    return shop.client.reserve(caller, show(concert), List.of(seats), null);
  }

  private static ReservationState state(Caller caller, Reservation hold) {
    return value(shop.client.reservation(caller.visitor(), hold.reservationId())).state();
  }

  @Test
  void freesSeatsWhoseHoldRanOut() {
    Concert concert = shop.concert(1_000);
    Caller slow = shop.buyer(concert);
    Reservation hold = value(reserve(slow, concert, "A-1-1"));
    shop.charge(slow, 100_000);

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> state(slow, hold) == ReservationState.EXPIRED);

    assertThat(refusal(shop.client.pay(slow, hold.reservationId(), key())).code())
        .isEqualTo(RefusalCode.HOLD_EXPIRED);
    assertThat(shop.balance(slow)).isEqualTo(100_000);
    assertThat(shop.events.awaitTypes(slow.tokenId(), 3))
        .containsExactly("reservation.held", "balance.charged", "reservation.expired");
    await()
        .until(() -> await(reserve(shop.buyer(concert), concert, "A-1-1")) instanceof Reply.Done);
  }

  @Test
  void letsNobodyWinASeatByKnowingWhenItsHoldRunsOut() throws SQLException {
    Concert concert = shop.concert();
    Caller slow = shop.buyer(concert);
    Reservation hold = value(reserve(slow, concert, "A-1-1", "A-1-2"));
    String waiting =
        "select count(*) from seat_claim join reservation using (reservation_id) where state ="
            + " 'EXPIRED' and free_at > now() and reservation_id = '%s'"
                .formatted(hold.reservationId());

    TestShop.execute(
        "update reservation set hold_until = now() where reservation_id = '%s'"
            .formatted(hold.reservationId()));

    await().pollInterval(Duration.ofMillis(20)).until(() -> TestShop.count(waiting) == 2);
    await()
        .until(
            () ->
                value(shop.client.availableDates(slow, concert.concertId()))
                        .dates()
                        .get(0)
                        .available()
                    == 100);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void releasesAHoldOnce() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    Reservation hold = value(reserve(buyer, concert, "A-1-1"));

    assertThat(value(shop.client.release(buyer.visitor(), hold.reservationId())).count())
        .isEqualTo(1);
    assertThat(value(shop.client.release(buyer.visitor(), hold.reservationId())).count()).isZero();

    assertThat(state(buyer, hold)).isEqualTo(ReservationState.CANCELLED);
    assertThat(refusal(shop.client.pay(buyer, hold.reservationId(), key())).code())
        .isEqualTo(RefusalCode.HOLD_CANCELLED);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 2))
        .containsExactly("reservation.held", "reservation.cancelled");
  }

  @Test
  void releasesEveryHoldOfWhoLeft() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    value(reserve(buyer, concert, "A-1-1"));
    value(reserve(buyer, concert, "A-1-2"));

    assertThat(value(shop.client.releaseAll(buyer.visitor(), "another-queue")).count()).isZero();
    assertThat(value(shop.client.releaseAll(buyer.visitor(), buyer.queueId())).count())
        .isEqualTo(2);

    assertThat(value(shop.client.reservations(buyer.visitor(), 10, null)).items())
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(ReservationState.CANCELLED));
  }

  @Test
  void extendsAHoldOnceWhenItIsPaidFor() throws SQLException {
    Concert concert = shop.concert(10_000);
    Caller buyer = shop.buyer(concert);
    shop.charge(buyer, 100_000);
    Reservation hold = value(reserve(buyer, concert, "A-1-1"));
    PaymentOrder wanted =
        new PaymentOrder(UUID.randomUUID(), buyer.visitor(), hold.reservationId(), null, key());

    value(shop.bus.ask(ReservationCalls.BEGIN_SALE, new BeginSale(wanted)));
    Instant extended =
        value(shop.client.reservation(buyer.visitor(), hold.reservationId())).holdUntil();
    TestShop.execute(
        "update reservation set pay_by = now() - interval '1 second' where reservation_id = '"
            + hold.reservationId()
            + "'");
    await().until(() -> state(buyer, hold) == ReservationState.CONFIRMED);

    assertThat(extended)
        .isAfter(hold.holdUntil().plusSeconds(45))
        .isBefore(hold.holdUntil().plusSeconds(61));
    assertThat(
            TestShop.count(
                "select extract(epoch from hold_until) * 1000 from reservation where"
                    + " reservation_id = '%s'".formatted(hold.reservationId())))
        .isEqualTo(extended.toEpochMilli());
  }
}
