package io.daegi.booking;

import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.TestShop.Neighbour;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap.Seat;
import io.daegi.booking.api.SeatState;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of booking give the same answers with Redis, without it, and with a bad one. */
class RedisTest {

  private TestShop shop;
  private Neighbour neighbour;
  private Concert concert;
  private final Set<String> heldSeats = new HashSet<>();
  private int nextSeat;

  @BeforeEach
  void open() {
    shop = TestShop.open();
    concert = shop.concert();
    neighbour = shop.neighbour();
    await()
        .until(
            () ->
                value(neighbour.client().concerts()).stream()
                    .map(Concert::concertId)
                    .anyMatch(concert.concertId()::equals));
  }

  @AfterEach
  void close() {
    neighbour.close();
    shop.close();
  }

  /** Holds made and given back here are seen here at once and beside us soon. */
  private void holdsAreSeen() {
    for (int i = 0; i < 4; i++) {
      Caller buyer = shop.buyer(concert);
      String seat = "A-" + (nextSeat / 10 % 10 + 1) + "-" + (nextSeat % 10 + 1);
      nextSeat++;
      Reservation hold = value(shop.client.reserve(buyer, show(concert), List.of(seat), null));
      heldSeats.add(seat);
      assertThat(heldAsSeenBy(shop.client)).isEqualTo(heldSeats);
      awaitSeenBeside();
      if (i % 2 == 0) {
        value(shop.client.release(buyer.visitor(), hold.reservationId()));
        heldSeats.remove(seat);
        assertThat(heldAsSeenBy(shop.client)).isEqualTo(heldSeats);
        awaitSeenBeside();
      }
    }
  }

  private void awaitSeenBeside() {
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> heldAsSeenBy(neighbour.client()).equals(heldSeats));
  }

  private Set<String> heldAsSeenBy(BookingClient client) {
    return value(client.availableSeats(shop.buyer(concert), show(concert))).seats().stream()
        .filter(seat -> seat.state() == SeatState.HELD)
        .map(Seat::seat)
        .collect(Collectors.toSet());
  }

  private Response ask(Request request) {
    Redis redis = Redis.createClient(shop.vertx, shop.services().cache().url());
    RedisConnection connection = TestShop.await(redis.connect());
    Response answer = TestShop.await(connection.send(request));
    redis.close();
    return answer;
  }

  private boolean sharesMaps() {
    value(shop.client.availableSeats(shop.buyer(concert), show(concert)));
    String prefix = shop.topic().replace("booking", "") + "seats:";
    return ask(Request.cmd(Command.KEYS).arg(prefix + "*")).size() >= 2;
  }

  private void awaitShared() {
    await().atMost(Duration.ofSeconds(20)).until(this::sharesMaps);
  }

  @Test
  void sharesMapsThroughRedis() {
    holdsAreSeen();

    awaitShared();
  }

  @Test
  void answersTheSameWhenRedisIsKilledAndSharesAgainWhenItIsBack() {
    holdsAreSeen();

    RealServices.kill(RealServices.redis());
    holdsAreSeen();

    shop.services().cache().stop();
    shop.services().cache().start();
    holdsAreSeen();
    awaitShared();
    holdsAreSeen();
  }

  @Test
  void answersTheSameWhenRedisIsFlushedAgainAndAgain() {
    for (int i = 0; i < 5; i++) {
      holdsAreSeen();
      ask(Request.cmd(Command.FLUSHALL));
    }
    holdsAreSeen();
    awaitShared();
  }

  @Test
  void answersTheSameWhenRedisDoesNotAnswer() {
    holdsAreSeen();

    ProcessHandle redis = RealServices.redis();
    RealServices.signal(redis, "STOP");
    try {
      holdsAreSeen();
    } finally {
      RealServices.signal(redis, "CONT");
    }
    holdsAreSeen();
    awaitShared();
  }

  @Test
  void answersTheSameWhenRedisHoldsWhatNobodyCanRead() {
    awaitShared();
    Response keys = ask(Request.cmd(Command.KEYS).arg("*seats:*"));
    keys.forEach(key -> ask(Request.cmd(Command.SET).arg(key.toString()).arg("{no map")));

    holdsAreSeen();
    awaitShared();
  }
}
