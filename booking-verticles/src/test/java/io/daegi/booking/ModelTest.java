package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap.Seat;
import io.daegi.booking.api.SeatState;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random visitors against booking and against a naive model: the same answers, seats, money. */
class ModelTest {

  private static final int STEPS = 300;
  private static final int SEATS = 20;
  private static final String[] KEYS = {"one-key", "another-key", "third-key"};

  private TestShop shop;
  private Concert concert;
  private final NaiveShop naive = new NaiveShop();
  private final List<Caller> visitors = new ArrayList<>();
  private final List<UUID> ids = new ArrayList<>(List.of(UUID.randomUUID()));
  private Random random;

  /** {@code -Ddaegi.seed=42} repeats a run, {@code -Ddaegi.rounds=20} is a long proof. */
  static long[] seeds() {
    Long seed = Long.getLong("daegi.seed");
    return seed == null
        ? new Random().longs(Integer.getInteger("daegi.rounds", 1)).toArray()
        : new long[] {seed};
  }

  @BeforeEach
  void open() {
    shop = TestShop.open();
    concert = shop.concert();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersAsTheModelDoes(long seed) throws SQLException {
    random = new Random(seed);
    for (int i = 0; i < 4; i++) {
      visitors.add(shop.buyer(concert));
    }
    for (int step = 0; step < STEPS; step++) {
      step("seed " + seed + ", step " + step);
      if (step % 10 == 0) {
        looksTheSame("seed " + seed + ", after step " + step);
      }
    }
    looksTheSame("seed " + seed + ", at the end");
    eventsAreTheSame("seed " + seed);
  }

  private void step(String where) throws SQLException {
    if (random.nextInt(25) == 0) {
      visitors.add(shop.buyer(concert));
    }
    int who = random.nextInt(Math.max(0, visitors.size() - 5), visitors.size());
    Caller caller = visitors.get(who);
    UUID id = ids.get(random.nextInt(Math.max(0, ids.size() - 6), ids.size()));
    String key = random.nextInt(3) == 0 ? KEYS[random.nextInt(3)] : TestShop.key();
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> charge(where, who, caller, key);
      case 3, 4, 5, 6, 7, 8, 9 -> reserve(where, who, caller, key);
      case 10, 11, 12, 13 ->
          same(
              where + ": pay",
              naive.pay(who, id, key),
              shop.client.pay(caller, id, key),
              payment -> payment.reservation().state().name());
      case 14, 15 ->
          same(
              where + ": release",
              naive.release(who, id),
              shop.client.release(caller.visitor(), id),
              released -> "released " + released.count());
      case 16 ->
          same(
              where + ": release all",
              naive.releaseAll(who),
              shop.client.releaseAll(caller.visitor(), caller.queueId()),
              released -> "released " + released.count());
      case 17, 18 ->
          same(
              where + ": refund",
              naive.refund(id),
              shop.client.refund(id, "because"),
              reservation -> reservation.state().name());
      default -> expire(id);
    }
  }

  private void charge(String where, int who, Caller caller, String key) {
    long amount = TestShop.PRICE * (1 + random.nextInt(2));
    same(
        where + ": charge",
        naive.charge(who, amount, key),
        shop.client.charge(caller, krw(amount), key),
        balance -> "balance " + balance.balance().amount());
  }

  /** Seats in the plan's order: another order is another body and the same seats. */
  private void reserve(String where, int who, Caller caller, String key) {
    List<String> seats =
        random
            .ints(0, SEATS)
            .distinct()
            .limit(1 + random.nextInt(3))
            .sorted()
            .mapToObj(seat -> "A-" + (seat / 10 + 1) + "-" + (seat % 10 + 1))
            .toList();
    Reply<Reservation> reply = await(shop.client.reserve(caller, show(concert), seats, key));
    UUID newId =
        reply instanceof Reply.Done<Reservation> done
            ? done.value().reservationId()
            : UUID.randomUUID();
    boolean isNew = reply instanceof Reply.Done<Reservation> done && done.created();
    same(
        where + ": reserve " + seats,
        naive.reserve(who, seats, key, newId),
        Future.succeededFuture(reply),
        reservation -> (isNew ? "created " : "held ") + reservation.reservationId());
    if (isNew && !reply.replayed()) {
      ids.add(newId);
    }
  }

  private void expire(UUID id) throws SQLException {
    NaiveShop.Hold hold = naive.idToHold.get(id);
    if (hold == null || !hold.state.equals("HELD")) {
      return;
    }
    naive.expire(id);
    TestShop.execute(
        "update reservation set hold_until = now() where reservation_id = '" + id + "'");
    await()
        .until(
            () ->
                TestShop.count(
                        "select count(*) from seat_claim where reservation_id = '" + id + "'")
                    == 0);
  }

  private static <T> void same(
      String where, String expected, Future<Reply<T>> asked, Function<T, String> words) {
    Reply<T> reply = await(asked);
    String answer =
        switch (reply) {
          case Reply.Done<T> done -> words.apply(done.value());
          case Reply.Refused<T> refused -> refused.refusal().code().code();
        };
    assertThat(reply.replayed() ? answer + " again" : answer).as(where).isEqualTo(expected);
  }

  private void looksTheSame(String where) {
    Map<String, SeatState> expected = new HashMap<>();
    naive.seatToHold.forEach(
        (seat, id) ->
            expected.put(
                seat,
                naive.idToHold.get(id).state.equals("HELD") ? SeatState.HELD : SeatState.SOLD));
    Map<String, SeatState> seen =
        value(shop.client.availableSeats(visitors.get(0), show(concert))).seats().stream()
            .filter(seat -> seat.state() != SeatState.AVAILABLE)
            .collect(Collectors.toMap(Seat::seat, Seat::state));
    assertThat(seen).as(where).isEqualTo(expected);
    for (int who = 0; who < visitors.size(); who++) {
      assertThat(shop.balance(visitors.get(who)))
          .as(where)
          .isEqualTo(naive.visitorToBalance.getOrDefault(who, 0L));
    }
    naive.idToHold.forEach(
        (id, hold) ->
            assertThat(
                    value(shop.client.reservation(visitors.get(hold.visitor).visitor(), id))
                        .state()
                        .name())
                .as(where)
                .isEqualTo(hold.state));
    assertThat(TestShop.findings()).as(where).isEmpty();
  }

  private void eventsAreTheSame(String where) {
    await().until(() -> TestShop.count("select count(*) from outbox") == 0);
    for (int who = 0; who < visitors.size(); who++) {
      assertThat(
              shop.events.of(visitors.get(who).tokenId()).stream()
                  .map(EventLog.Told::type)
                  .toList())
          .as(where)
          .isEqualTo(naive.visitorToEvents.getOrDefault(who, List.of()));
    }
  }
}
