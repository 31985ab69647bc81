package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.count;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.show;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Buyers who come one after the other, want seats that others want too, and repeat under the same
 * key whatever was not answered; and what is true of all of them afterwards.
 */
final class Shoppers implements AutoCloseable {

  private static final int AT_ONCE = 12;
  private static final long CHARGED = 4 * TestShop.PRICE;

  private final TestShop shop;
  private final List<Concert> concerts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Visit> done = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param payment null when there was no hold
   */
  private record Visit(Caller caller, Reply<Reservation> hold, Reply<Payment> payment) {

    boolean paid() {
      return payment instanceof Reply.Done;
    }
  }

  Shoppers(TestShop shop) {
    this.shop = shop;
    this.concerts = IntStream.range(0, 5).mapToObj(i -> shop.concert()).toList();
    for (int i = 0; i < AT_ONCE; i++) {
      threads.execute(this::shopOnAndOn);
    }
  }

  private void shopOnAndOn() {
    while (!closed) {
      Caller caller = shop.buyer(concerts.get(ThreadLocalRandom.current().nextInt(5)));
      done.add(visit(caller));
    }
  }

  private Visit visit(Caller caller) {
    Concert concert =
        concerts.stream().filter(c -> c.queueId().equals(caller.queueId())).findFirst().get();
    String chargeKey = key();
    String holdKey = key();
    String payKey = key();
    untilAnswered(() -> shop.client.charge(caller, krw(CHARGED), chargeKey));
    ThreadLocalRandom random = ThreadLocalRandom.current();
    String seat = "A-" + random.nextInt(1, 11) + "-" + random.nextInt(1, 11);
    Reply<Reservation> hold =
        untilAnswered(() -> shop.client.reserve(caller, show(concert), List.of(seat), holdKey));
    if (!(hold instanceof Reply.Done<Reservation> held)) {
      return new Visit(caller, hold, null);
    }
    return new Visit(
        caller,
        hold,
        untilAnswered(() -> shop.client.pay(caller, held.value().reservationId(), payKey)));
  }

  private <T> Reply<T> untilAnswered(Supplier<Future<Reply<T>>> request) {
    Reply<T> reply = await(request.get());
    while (isPassing(reply)) {
      unanswered.incrementAndGet();
      pause();
      reply = await(request.get());
    }
    return reply;
  }

  private static boolean isPassing(Reply<?> reply) {
    return reply instanceof Reply.Refused<?> refused
        && (refused.refusal().code() == RefusalCode.BOOKING_UNAVAILABLE
            || refused.refusal().code() == RefusalCode.IDEMPOTENCY_RUNNING);
  }

  /** As a client does that was told when to ask again. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int count() {
    return done.size();
  }

  int unanswered() {
    return unanswered.get();
  }

  void awaitMore(int visits) {
    int goal = count() + visits;
    org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> count() >= goal);
  }

  /** Lets everybody finish, and holds what they were told against seats, money and events. */
  void finishAndCheck() {
    close();
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> TestShop.count("select count(*) from outbox") == 0);
    assertThat(TestShop.findings()).isEmpty();
    Map<String, List<String>> tokenToTypes = tokenToTypes();
    for (Visit visit : done) {
      check(visit, tokenToTypes.getOrDefault(visit.caller().tokenId(), List.of()));
    }
    assertThat(done.stream().filter(Visit::paid).count()).isEqualTo(sold()).isPositive();
  }

  private Map<String, List<String>> tokenToTypes() {
    List<Told> told = shop.events.all();
    assertThat(told.stream().map(Told::id)).doesNotHaveDuplicates();
    return told.stream()
        .collect(
            Collectors.groupingBy(
                Told::key,
                Collectors.mapping(Told::type, Collectors.toCollection(ArrayList::new))));
  }

  private long sold() {
    String shows =
        concerts.stream()
            .map(concert -> "'" + concert.shows().get(0).showId() + "'")
            .collect(Collectors.joining(", "));
    return TestShop.count(
        "select count(*) from seat_claim where sold and show_id in (" + shows + ")");
  }

  private void check(Visit visit, List<String> types) {
    long left = shop.balance(visit.caller());
    if (visit.hold() instanceof Reply.Refused<Reservation> refused) {
      assertThat(refused.refusal().code()).isEqualTo(RefusalCode.SEAT_TAKEN);
      assertThat(left).isEqualTo(CHARGED);
      assertThat(types).containsExactly("balance.charged", "reservation.failed");
      return;
    }
    assertThat(visit.paid()).as("who holds and has money, pays: %s", visit.payment()).isTrue();
    assertThat(left).isEqualTo(CHARGED - TestShop.PRICE);
    assertThat(types)
        .containsExactly(
            "balance.charged", "reservation.held", "reservation.confirmed", "payment.succeeded");
  }

  @Override
  public void close() {
    closed = true;
    threads.close();
  }
}
