package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.count;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thousand buyers at once: exactly as many seats are sold as there are. */
@Isolated("a thousand buyers take every core")
class CrowdTest {

  private static final Logger LOG = LoggerFactory.getLogger(CrowdTest.class);
  private static final int CLIENTS = 1_000;

  private static TestShop shop;

  @BeforeAll
  static void open() {
    shop = TestShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private record Tried(
      Caller caller, Reply<Reservation> hold, Reply<Payment> payment, long tookMs) {

    boolean holds() {
      return hold instanceof Reply.Done;
    }

    boolean paid() {
      return payment instanceof Reply.Done;
    }
  }

  /** Everybody reserves at once, and who holds pays. */
  private static List<Tried> buyAtOnce(Concert concert, IntFunction<List<String>> seatsOf) {
    List<Caller> callers = IntStream.range(0, CLIENTS).mapToObj(i -> shop.buyer(concert)).toList();
    await(
        Future.all(
            callers.stream()
                .map(caller -> shop.client.charge(caller, krw(4 * TestShop.PRICE), key()))
                .toList()));
    List<Future<Tried>> tries = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      tries.add(tryToBuy(callers.get(i), concert, seatsOf.apply(i)));
    }
    List<Tried> tried = await(Future.all(tries)).list();
    LOG.info(
        "{} clients: {} held, slowest first answer {} ms",
        CLIENTS,
        tried.stream().filter(Tried::holds).count(),
        tried.stream().mapToLong(Tried::tookMs).max().getAsLong());
    return tried;
  }

  private static Future<Tried> tryToBuy(Caller caller, Concert concert, List<String> seats) {
    long fromNs = System.nanoTime();
    return shop.client
        .reserve(caller, show(concert), seats, key())
        .compose(
            hold -> {
              long tookMs = (System.nanoTime() - fromNs) / 1_000_000;
              if (!(hold instanceof Reply.Done<Reservation> held)) {
                return Future.succeededFuture(new Tried(caller, hold, null, tookMs));
              }
              return shop.client
                  .pay(caller, held.value().reservationId(), key())
                  .map(payment -> new Tried(caller, hold, payment, tookMs));
            });
  }

  private static void sellsEachSeatOnce(Concert concert, List<Tried> tried, int seats) {
    Set<String> sold = new HashSet<>();
    int soldSeats = 0;
    for (Tried one : tried) {
      if (one.hold() instanceof Reply.Refused<Reservation> refused) {
        assertThat(refused.refusal().code()).isEqualTo(RefusalCode.SEAT_TAKEN);
        assertThat(refused.refusal().seats()).isNotEmpty();
      } else {
        assertThat(one.paid()).as("who holds can pay: %s", one.payment()).isTrue();
        List<String> mine = ((Reply.Done<Reservation>) one.hold()).value().seats();
        soldSeats += mine.size();
        sold.addAll(mine);
      }
    }
    assertThat(soldSeats).isEqualTo(seats);
    assertThat(sold).hasSize(seats);
    String showId = concert.shows().get(0).showId();
    assertThat(count("select count(*) from seat_claim where sold and show_id = '" + showId + "'"))
        .isEqualTo(seats);
    assertThat(
            count(
                "select sum(payment.amount) from payment join reservation using (reservation_id)"
                    + " where payment.state = 'SUCCEEDED' and show_id = '"
                    + showId
                    + "'"))
        .isEqualTo(seats * TestShop.PRICE);
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void sellsOneSeatOnce() {
    Concert concert = shop.concert();

    List<Tried> tried = buyAtOnce(concert, i -> List.of("A-5-5"));

    sellsEachSeatOnce(concert, tried, 1);
    for (Tried one : tried.subList(0, 20)) {
      List<String> types = shop.events.awaitTypes(one.caller().tokenId(), one.holds() ? 4 : 2);
      assertThat(types)
          .isEqualTo(
              one.holds()
                  ? List.of(
                      "balance.charged",
                      "reservation.held",
                      "reservation.confirmed",
                      "payment.succeeded")
                  : List.of("balance.charged", "reservation.failed"));
    }
  }

  @Test
  void sellsTenSeatsOnceEach() {
    Concert concert = shop.concert();

    List<Tried> tried = buyAtOnce(concert, i -> List.of("A-1-" + (i % 10 + 1)));

    sellsEachSeatOnce(concert, tried, 10);
  }

  /** Pairs that overlap their neighbours' are refused whole; so some seats may be left over. */
  @Test
  void neverSplitsSeatsThatWereAskedForTogether() {
    Concert concert = shop.concert();

    List<Tried> tried =
        buyAtOnce(concert, i -> List.of("A-1-" + (i % 9 + 1), "A-1-" + (i % 9 + 2)));

    int pairs = (int) tried.stream().filter(Tried::holds).count();
    assertThat(pairs).isBetween(3, 5);
    sellsEachSeatOnce(concert, tried, 2 * pairs);
  }

  @Test
  void sellsAWholeHall() {
    Concert concert = shop.concert();

    List<Tried> tried =
        buyAtOnce(concert, i -> List.of("A-" + (i % 100 / 10 + 1) + "-" + (i % 10 + 1)));

    sellsEachSeatOnce(concert, tried, 100);
    Caller late = shop.buyer(concert);
    assertThat(
            value(shop.client.availableDates(late, concert.concertId())).dates().get(0).available())
        .isZero();
  }
}
