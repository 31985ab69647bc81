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
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.api.SeatState;
import io.daegi.booking.api.SeenPlan;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HoldTest {

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
  void givesOneSeatToOneOfAHundred() {
    Concert concert = shop.concert();
    List<Future<Reply<Reservation>>> tries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tries.add(reserve(shop.buyer(concert), concert, "A-5-5"));
    }

    await(Future.all(tries));

    assertThat(tries).filteredOn(one -> one.result() instanceof Reply.Done).hasSize(1);
    assertThat(tries)
        .filteredOn(one -> one.result() instanceof Reply.Refused)
        .allSatisfy(
            one -> {
              Refusal refusal = ((Reply.Refused<Reservation>) one.result()).refusal();
              assertThat(refusal.code()).isEqualTo(RefusalCode.SEAT_TAKEN);
              assertThat(refusal.seats()).containsExactly("A-5-5");
            });
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void holdsAllSeatsOrNone() {
    Concert concert = shop.concert();
    value(reserve(shop.buyer(concert), concert, "A-1-2"));
    Caller late = shop.buyer(concert);

    Refusal refused = refusal(reserve(late, concert, "A-1-1", "A-1-2", "A-1-3"));

    assertThat(refused.code()).isEqualTo(RefusalCode.SEAT_TAKEN);
    assertThat(refused.seats()).containsExactly("A-1-2");
    assertThat(value(shop.client.reservations(late.visitor(), 10, null)).items()).isEmpty();
    assertThat(value(reserve(shop.buyer(concert), concert, "A-1-1", "A-1-3")).state())
        .isEqualTo(ReservationState.HELD);
    assertThat(shop.events.awaitTypes(late.tokenId(), 1)).containsExactly("reservation.failed");
    assertThat(shop.events.of(late.tokenId()).get(0).data().getString("reason"))
        .isEqualTo("seat-taken");
  }

  @Test
  void neverLocksUpWhenManyWantTheSameSeatsInOtherOrders() {
    Concert concert = shop.concert();
    List<Future<Reply<Reservation>>> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries.add(
          i % 2 == 0
              ? reserve(shop.buyer(concert), concert, "A-1-1", "A-1-2", "A-1-3")
              : reserve(shop.buyer(concert), concert, "A-1-3", "A-1-2", "A-1-1"));
    }

    await(Future.all(tries));

    assertThat(tries).filteredOn(one -> one.result() instanceof Reply.Done).hasSize(1);
    assertThat(tries)
        .filteredOn(one -> one.result() instanceof Reply.Refused)
        .allSatisfy(
            one ->
                assertThat(((Reply.Refused<Reservation>) one.result()).refusal().code())
                    .isEqualTo(RefusalCode.SEAT_TAKEN));
  }

  @Test
  void answersTheOwnHoldOfTheSameSeatsAgain() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    Reservation first = value(reserve(buyer, concert, "A-1-1", "A-1-2"));

    Reply<Reservation> again = await(reserve(buyer, concert, "A-1-2", "A-1-1"));

    assertThat(again).isEqualTo(new Reply.Done<>(first, false, false));
  }

  @Test
  void givesAVisitorNoMoreThanTheLimitHoweverManyAskAtOnce() {
    Concert concert = shop.concert();
    Caller greedy = shop.buyer(concert);
    List<Future<Reply<Reservation>>> tries = new ArrayList<>();
    for (int seat = 1; seat <= 10; seat++) {
      tries.add(reserve(greedy, concert, "A-1-" + seat));
    }

    await(Future.all(tries));

    assertThat(tries).filteredOn(one -> one.result() instanceof Reply.Done).hasSize(4);
    assertThat(
            refusal(
                    reserve(
                        shop.buyer(concert), concert, "A-2-1", "A-2-2", "A-2-3", "A-2-4", "A-2-5"))
                .code())
        .isEqualTo(RefusalCode.SEAT_LIMIT);
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
  void hidesTheReservationsOfOthers() {
    Concert concert = shop.concert();
    Reservation hold = value(reserve(shop.buyer(concert), concert, "A-1-1"));
    Caller other = shop.buyer(concert);

    assertThat(refusal(shop.client.reservation(other.visitor(), hold.reservationId())).code())
        .isEqualTo(RefusalCode.RESERVATION_UNKNOWN);
    assertThat(refusal(shop.client.release(other.visitor(), hold.reservationId())).code())
        .isEqualTo(RefusalCode.RESERVATION_UNKNOWN);
    assertThat(refusal(shop.client.pay(other, hold.reservationId(), key())).code())
        .isEqualTo(RefusalCode.RESERVATION_UNKNOWN);
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
  void pagesThroughReservationsNewestFirst() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    for (int seat = 1; seat <= 3; seat++) {
      value(reserve(buyer, concert, "A-1-" + seat));
    }

    Page<Reservation> first = value(shop.client.reservations(buyer.visitor(), 2, null));
    Page<Reservation> second = value(shop.client.reservations(buyer.visitor(), 2, first.next()));

    assertThat(first.items())
        .extracting(one -> one.seats().get(0))
        .containsExactly("A-1-3", "A-1-2");
    assertThat(second.items()).extracting(one -> one.seats().get(0)).containsExactly("A-1-1");
    assertThat(second.next()).isNull();
    assertThat(refusal(shop.client.reservations(buyer.visitor(), 2, "nonsense")).code())
        .isEqualTo(RefusalCode.INVALID_REQUEST);
  }

  @Test
  void showsAHoldAtOnceToWhoMadeIt() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    value(shop.client.availableSeats(buyer, show(concert)));

    value(reserve(buyer, concert, "A-1-1"));

    assertThat(value(shop.client.availableSeats(buyer, show(concert))).seats().get(0).state())
        .isEqualTo(SeatState.HELD);
    assertThat(
            value(shop.client.availableDates(buyer, concert.concertId()))
                .dates()
                .get(0)
                .available())
        .isEqualTo(99);
  }

  @Test
  void refusesAPlanThatDropsHeldSeats() {
    Concert concert = shop.concert();
    value(reserve(shop.buyer(concert), concert, "A-10-1"));
    ConcertSpec smaller = TestShop.spec(concert.queueId(), 300_000, 9);

    Refusal refused = refusal(shop.client.putConcert(concert.concertId(), smaller));

    assertThat(refused.code()).isEqualTo(RefusalCode.SEATS_IN_USE);
    assertThat(refused.seats()).containsExactly(concert.shows().get(0).showId() + " A-10-1");
    ConcertSpec larger = TestShop.spec(concert.queueId(), 300_000, 11);
    value(shop.client.putConcert(concert.concertId(), larger));
    assertThat(value(reserve(shop.buyer(concert), concert, "A-11-1")).state())
        .isEqualTo(ReservationState.HELD);
  }

  @Test
  void changesAPlanOnlyForWhoeverSawTheLastOne() {
    Concert concert = shop.concert();
    String id = concert.concertId();
    PlannedConcert seen = value(shop.client.plannedConcert(id));
    assertThat(seen.revision()).isEqualTo(concert.revision());
    assertThat(seen.spec()).isEqualTo(TestShop.spec(concert.queueId(), 300_000, 10));
    ConcertSpec mine = TestShop.spec(concert.queueId(), 300_000, 11);
    ConcertSpec theirs = TestShop.spec(concert.queueId(), 300_000, 12);
    SeenPlan first = SeenPlan.of(List.of(seen.revision()));

    Concert changed = value(shop.client.putConcert(id, theirs, first));

    assertThat(changed.revision()).isNotEqualTo(seen.revision());
    assertThat(refusal(shop.client.putConcert(id, mine, first)).code())
        .isEqualTo(RefusalCode.PRECONDITION_FAILED);
    assertThat(value(shop.client.putConcert(id, theirs, first)).revision())
        .isEqualTo(changed.revision());
    assertThat(refusal(shop.client.putConcert(id, theirs, SeenPlan.NOTHING)).code())
        .isEqualTo(RefusalCode.PRECONDITION_FAILED);
    assertThat(refusal(shop.client.putConcert(id + "-other", mine, SeenPlan.SOMETHING)).code())
        .isEqualTo(RefusalCode.PRECONDITION_FAILED);
    assertThat(value(shop.client.plannedConcert(id)).spec()).isEqualTo(theirs);
  }

  @Test
  void refusesTheEleventhAttemptWithoutAskingAnybody() {
    Concert concert = shop.concert();
    value(reserve(shop.buyer(concert), concert, "A-1-1"));
    Caller eager = shop.buyer(concert);
    String firstKey = key();
    Refusal first = refusal(shop.client.reserve(eager, show(concert), List.of("A-1-1"), firstKey));
    for (int i = 1; i < 10; i++) {
      assertThat(refusal(reserve(eager, concert, "A-1-1")).code())
          .isEqualTo(RefusalCode.SEAT_TAKEN);
    }
    assertThat(shop.events.awaitTypes(eager.tokenId(), 10))
        .hasSize(10)
        .containsOnly("reservation.failed");

    Refusal refused = refusal(reserve(eager, concert, "A-1-2"));

    assertThat(refused.code()).isEqualTo(RefusalCode.HOLD_ATTEMPTS);
    assertThat(refused.retryAfterMs()).isPositive();
    assertThat(await(shop.client.reserve(eager, show(concert), List.of("A-1-1"), firstKey)))
        .isEqualTo(new Reply.Refused<>(first, true));
    value(reserve(shop.buyer(concert), concert, "A-1-2"));
    assertThat(shop.events.of(eager.tokenId())).hasSize(10);
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
