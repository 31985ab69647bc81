package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.api.SeatState;
import io.daegi.booking.api.SeenPlan;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Seats are held all or none, one hold a seat, as many as a visitor may have. */
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
}
