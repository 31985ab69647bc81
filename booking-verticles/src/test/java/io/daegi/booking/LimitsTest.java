package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.rules.BookingLimits;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits are those that an operator chose. */
class LimitsTest {

  private static final long HOLD_MAX_MS = 20_000;
  private static final BookingLimits LIMITS =
      new BookingLimits(2, HOLD_MAX_MS, 60_000, 1_000, 1_500);

  private CuttingProxy line;
  private TestShop shop;

  @BeforeEach
  void open() {
    line = CuttingProxy.open().leadTo(RealServices.services().database().port());
    shop = TestShop.openOn(site -> site.withPostgresPort(line.port()), LIMITS);
  }

  @AfterEach
  void close() {
    shop.close();
    line.close();
  }

  private Future<Reply<Reservation>> reserve(Caller caller, Concert concert, String seat) {
    return shop.client.reserve(caller, show(concert), List.of(seat), null);
  }

  @Test
  void refusesTheAttemptAfterTheLastWithoutPostgresAndTellsNobody() {
    Concert concert = shop.concert(HOLD_MAX_MS);
    value(reserve(shop.buyer(concert), concert, "A-1-1"));
    Caller eager = shop.buyer(concert);
    String firstKey = key();
    Refusal first = refusal(shop.client.reserve(eager, show(concert), List.of("A-1-1"), firstKey));
    for (int i = 1; i < LIMITS.holdAttemptsMax(); i++) {
      assertThat(refusal(reserve(eager, concert, "A-1-1")).code())
          .isEqualTo(RefusalCode.SEAT_TAKEN);
    }
    assertThat(await(shop.client.reserve(eager, show(concert), List.of("A-1-1"), firstKey)))
        .isEqualTo(new Reply.Refused<>(first, true));
    assertThat(shop.events.awaitTypes(eager.tokenId(), LIMITS.holdAttemptsMax()))
        .hasSize(LIMITS.holdAttemptsMax())
        .containsOnly("reservation.failed");

    line.leadTo(0).cutAll();

    assertThat(refusal(reserve(shop.buyer(concert), concert, "A-1-2")).code())
        .isEqualTo(RefusalCode.BOOKING_UNAVAILABLE);
    Refusal refused = refusal(reserve(eager, concert, "A-1-2"));
    assertThat(refused.code()).isEqualTo(RefusalCode.HOLD_ATTEMPTS);
    assertThat(refused.retryAfterMs()).isPositive();
    line.leadTo(RealServices.services().database().port());
    shop.stop();
    shop.start();
    value(reserve(shop.buyer(concert), concert, "A-1-2"));
    assertThat(shop.events.of(eager.tokenId())).hasSize(LIMITS.holdAttemptsMax());
  }

  /** As long as Redis answers in time, which a process that has just started may find late. */
  @Test
  void countsTheAttemptsThatASessionMakesAtAnyProcess() {
    Concert concert = shop.concert(HOLD_MAX_MS);
    value(reserve(shop.buyer(concert), concert, "A-1-1"));
    try (TestShop.Neighbour neighbour = shop.neighbour()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> triesTooOftenAtBoth(shop.buyer(concert), concert, neighbour));
    }
  }

  private void triesTooOftenAtBoth(Caller eager, Concert concert, TestShop.Neighbour neighbour) {
    String knownKey = key();
    for (int i = 1; i < LIMITS.holdAttemptsMax(); i++) {
      assertThat(refusal(reserve(eager, concert, "A-1-1")).code())
          .isEqualTo(RefusalCode.SEAT_TAKEN);
    }
    assertThat(at(neighbour, eager, concert, knownKey)).isEqualTo(RefusalCode.SEAT_TAKEN);

    assertThat(at(neighbour, eager, concert, key())).isEqualTo(RefusalCode.HOLD_ATTEMPTS);
    assertThat(refusal(reserve(eager, concert, "A-1-1")).code())
        .isEqualTo(RefusalCode.HOLD_ATTEMPTS);
    assertThat(at(neighbour, eager, concert, knownKey)).isEqualTo(RefusalCode.SEAT_TAKEN);
  }

  private static RefusalCode at(
      TestShop.Neighbour neighbour, Caller caller, Concert concert, String key) {
    return refusal(neighbour.client().reserve(caller, show(concert), List.of("A-1-1"), key)).code();
  }

  @Test
  void refusesAConcertWhoseHoldsStandLongerThanAnyMay() {
    Refusal refused =
        refusal(shop.client.putConcert("long", TestShop.spec("long", HOLD_MAX_MS + 1, 10)));

    assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_REQUEST);
    assertThat(refused.errors().getFirst().pointer()).isEqualTo("/holdTtlMs");
    assertThat(refused.errors().getFirst().detail()).isEqualTo("must be between 1000 and 20000");
  }

  @Test
  void cutsTheHoldsOfAConcertThatWasMadeUnderAnotherLimit() throws SQLException {
    Concert concert = shop.concert(HOLD_MAX_MS);
    shop.stop();
    TestShop.execute(
        "update concert set hold_ttl_ms = 300000 where concert_id = '" + concert.concertId() + "'");
    shop.start();

    Reservation hold = value(reserve(shop.buyer(concert), concert, "A-1-1"));

    assertThat(heldFor(hold)).isEqualTo(Duration.ofMillis(HOLD_MAX_MS));
  }

  private static Duration heldFor(Reservation reservation) {
    return Duration.ofMillis(
        TestShop.count(
            "select round(extract(epoch from hold_until - created_at) * 1000) from reservation"
                + " where reservation_id = '%s'".formatted(reservation.reservationId())));
  }

  @Test
  void extendsAHoldNoFurtherThanAnyMayStand() {
    Concert concert = shop.concert(HOLD_MAX_MS - 5_000);
    Caller buyer = shop.buyer(concert);
    Reservation hold = value(reserve(buyer, concert, "A-1-1"));

    value(
        shop.bus.ask(
            ReservationCalls.BEGIN_SALE,
            new BeginSale(
                new PaymentOrder(
                    UUID.randomUUID(), buyer.visitor(), hold.reservationId(), null, key()))));

    assertThat(heldFor(hold)).isEqualTo(Duration.ofMillis(HOLD_MAX_MS));
  }

  @Test
  void chargesNoMoreThanTheMostAtATimeAndInAllOfEachCurrency() {
    Caller buyer = shop.buyer(shop.concert(HOLD_MAX_MS));

    assertThat(charge(buyer, 1_001, "KRW")).isEqualTo("must be between 1 and 1000");
    value(shop.client.charge(buyer, new Money(1_000, "KRW"), key()));
    assertThat(charge(buyer, 501, "KRW")).isEqualTo("would be too large");
    value(shop.client.charge(buyer, new Money(500, "KRW"), key()));
    value(shop.client.charge(buyer, new Money(1_000, "USD"), key()));

    assertThat(value(shop.client.balance(buyer.visitor(), "KRW")).balances())
        .containsExactly(new Money(1_500, "KRW"), new Money(1_000, "USD"));
  }

  /** What the refusal says of the amount or the balance. */
  private String charge(Caller buyer, long amount, String currency) {
    Refusal refused = refusal(shop.client.charge(buyer, new Money(amount, currency), key()));
    assertThat(refused.code()).isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);
    return refused.detail().replaceAll("^The (amount|balance) |\\.$", "");
  }
}
