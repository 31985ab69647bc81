package io.daegi.booking;

import static io.daegi.booking.TestShop.await;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.krw;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.api.AdmissionVerdict;
import io.daegi.booking.api.Availability;
import io.daegi.booking.api.AvailableDates.DateSeats;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Purchase;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.SeatState;
import io.daegi.booking.api.ShowRef;
import io.daegi.booking.rules.BookingLimits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WholeWayTest {

  private static TestShop shop;

  @BeforeAll
  static void open() {
    shop = TestShop.open();
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void goesFromDatesToAPaidSeat() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);

    assertThat(value(shop.client.availableDates(buyer, concert.concertId())).dates())
        .containsExactly(new DateSeats(concert.shows().get(0).showId(), TestShop.DATE, 100, 100));
    SeatMap before = value(shop.client.availableSeats(buyer, show(concert)));
    assertThat(before.seats()).hasSize(100);
    assertThat(before.seats().get(11).seat()).isEqualTo("A-2-2");

    Reply<Reservation> held =
        await(shop.client.reserve(buyer, show(concert), List.of("A-2-2", "A-2-1"), key()));
    assertThat(held).isInstanceOf(Reply.Done.class);
    Reservation hold = ((Reply.Done<Reservation>) held).value();
    assertThat(((Reply.Done<Reservation>) held).created()).isTrue();
    assertThat(hold.state()).isEqualTo(ReservationState.HELD);
    assertThat(hold.seats()).containsExactly("A-2-1", "A-2-2");
    assertThat(hold.total()).isEqualTo(krw(2 * TestShop.PRICE));
    assertThat(hold.holdUntil()).isNotNull();

    assertThat(shop.balance(buyer)).isZero();
    assertThat(value(shop.client.charge(buyer, krw(150_000), key())).balance())
        .isEqualTo(krw(150_000));

    Payment payment = value(shop.client.pay(buyer, hold.reservationId(), key()));
    assertThat(payment.state()).isEqualTo(PaymentState.SUCCEEDED);
    assertThat(payment.reservation().state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(payment.reservation().paymentId()).isEqualTo(payment.paymentId());
    assertThat(shop.balance(buyer)).isEqualTo(50_000);

    SeatMap after = value(shop.client.availableSeats(buyer, show(concert)));
    assertThat(after.version()).isNotEqualTo(before.version());
    assertThat(after.seats().get(11).state()).isEqualTo(SeatState.SOLD);
    assertThat(value(shop.client.payment(buyer.visitor(), payment.paymentId())).state())
        .isEqualTo(PaymentState.SUCCEEDED);
    assertThat(value(shop.client.reservations(buyer.visitor(), 10, null)).items())
        .containsExactly(payment.reservation());
    showsOperatorsThePurchase(buyer, payment);
    assertThat(TestShop.findings()).isEmpty();

    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "reservation.held", "balance.charged", "reservation.confirmed", "payment.succeeded");
    tellsWhatTheQueueNeeds(buyer, hold);
  }

  private static void showsOperatorsThePurchase(Caller buyer, Payment payment) {
    Reservation paid = payment.reservation();
    Purchase found = value(shop.client.purchase(paid.reservationId()));
    assertThat(found.reservation()).isEqualTo(paid);
    assertThat(found.visitor()).isEqualTo(buyer.visitor());
    assertThat(found.number()).isEqualTo(buyer.number());
    assertThat(found.payment().state()).isEqualTo(PaymentState.SUCCEEDED);
    assertThat(found.payment().at()).isAfter(paid.createdAt());
    assertThat(value(shop.client.purchases(buyer.queueId(), buyer.tokenId())))
        .containsExactly(found);
    assertThat(value(shop.client.purchases(buyer.queueId(), "another"))).isEmpty();
    assertThat(refusal(shop.client.purchase(UUID.randomUUID())).code())
        .isEqualTo(RefusalCode.RESERVATION_UNKNOWN);
  }

  private static void tellsWhatTheQueueNeeds(Caller buyer, Reservation hold) {
    Told held = shop.events.of(buyer.tokenId()).get(0);
    assertThat(held.partition()).isEqualTo(buyer.partition());
    assertThat(held.contentType()).startsWith("application/cloudevents+json");
    assertThat(held.event().getString("specversion")).isEqualTo("1.0");
    JsonObject data = held.data();
    assertThat(data.getString("queueId")).isEqualTo(buyer.queueId());
    assertThat(data.getString("tokenId")).isEqualTo(buyer.tokenId());
    assertThat(data.getString("visitor")).isEqualTo(buyer.visitor().toString());
    assertThat(data.getLong("number")).isEqualTo(buyer.number());
    assertThat(data.getInteger("generation")).isEqualTo(1);
    assertThat(data.getString("reservationId")).isEqualTo(hold.reservationId().toString());
    assertThat(data.getJsonArray("seats")).isEqualTo(new JsonArray(hold.seats()));
    assertThat(data.getJsonObject("money").getLong("amount")).isEqualTo(2 * TestShop.PRICE);
    assertThat(data.getLong("holdMs")).isBetween(290_000L, 300_000L);
    assertThat(data.getString("holdUntil")).isEqualTo(hold.holdUntil().toString());
  }

  @Test
  void cancelsTheHoldOfWhoCannotPay() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    shop.charge(buyer, 20_000);
    Reservation hold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));

    Refusal refused = refusal(shop.client.pay(buyer, hold.reservationId(), key()));

    assertThat(refused.code()).isEqualTo(RefusalCode.INSUFFICIENT_BALANCE);
    assertThat(refused.due()).isEqualTo(krw(50_000));
    assertThat(refused.balance()).isEqualTo(krw(20_000));
    assertThat(refused.missing()).isEqualTo(krw(30_000));
    assertThat(value(shop.client.reservation(buyer.visitor(), hold.reservationId())).state())
        .isEqualTo(ReservationState.CANCELLED);
    assertThat(shop.balance(buyer)).isEqualTo(20_000);
    assertThat(shop.events.awaitTypes(buyer.tokenId(), 4))
        .containsExactly(
            "balance.charged", "reservation.held", "payment.failed", "reservation.cancelled");
    Caller next = shop.buyer(concert);
    assertThat(value(shop.client.reserve(next, show(concert), List.of("A-1-1"), null)).state())
        .isEqualTo(ReservationState.HELD);
  }

  @Test
  void refusesNewBusinessToThoseWhoWait() {
    Concert concert = shop.concert();
    Caller waiting = shop.buyer(concert, AdmissionVerdict.refused(RefusalCode.NOT_ADMITTED, 312L));

    Refusal refused = refusal(shop.client.reserve(waiting, show(concert), List.of("A-1-1"), key()));

    assertThat(refused.code()).isEqualTo(RefusalCode.NOT_ADMITTED);
    assertThat(refused.position()).isEqualTo(312);
    assertThat(refusal(shop.client.availableSeats(waiting, show(concert))).code())
        .isEqualTo(RefusalCode.NOT_ADMITTED);
    assertThat(refusal(shop.client.charge(waiting, krw(1), key())).code())
        .isEqualTo(RefusalCode.NOT_ADMITTED);
    assertThat(value(shop.client.balance(waiting.visitor(), null)).balance()).isEqualTo(krw(0));
  }

  @Test
  void refusesATokenOfAnotherQueue() {
    Caller stranger = shop.buyer(shop.concert());
    Concert concert = shop.concert();

    assertThat(refusal(shop.client.availableDates(stranger, concert.concertId())).code())
        .isEqualTo(RefusalCode.WRONG_QUEUE);
    assertThat(refusal(shop.client.reserve(stranger, show(concert), List.of("A-1-1"), null)).code())
        .isEqualTo(RefusalCode.WRONG_QUEUE);
  }

  @Test
  void namesWhatDoesNotExist() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);

    assertThat(refusal(shop.client.concert("nothing")).code())
        .isEqualTo(RefusalCode.CONCERT_UNKNOWN);
    ShowRef noShow = new ShowRef(concert.concertId(), TestShop.DATE.plusDays(1), null);
    assertThat(refusal(shop.client.availableSeats(buyer, noShow)).code())
        .isEqualTo(RefusalCode.SHOW_UNKNOWN);
    Refusal noSeat =
        refusal(shop.client.reserve(buyer, show(concert), List.of("A-1-1", "Z-9-9"), null));
    assertThat(noSeat.code()).isEqualTo(RefusalCode.SEAT_UNKNOWN);
    assertThat(noSeat.seats()).containsExactly("Z-9-9");
  }

  @Test
  void listsConcertsFromMemory() {
    Concert concert = shop.concert();

    assertThat(value(shop.client.concerts()))
        .extracting(Concert::concertId)
        .contains(concert.concertId());
    assertThat(value(shop.client.concert(concert.concertId())).availability())
        .isEqualTo(Availability.GOOD);
    assertThat(value(shop.client.queuesWithConcerts())).contains(concert.queueId());
  }

  @Test
  void tellsTheQueuesOfConcertsThatTheShopLives() {
    Concert concert = shop.concert();

    org.awaitility.Awaitility.await().until(() -> shop.aliveQueues.contains(concert.queueId()));
    assertThat(shop.module().isDatabaseUp()).isTrue();
  }

  @Test
  void chargesNoMoreThanAWalletMayHold() throws SQLException {
    Caller buyer = shop.buyer(shop.concert());
    String wallet = buyer.visitor().toUuid().toString();
    TestShop.execute(
        """
        insert into wallet values ('%1$s', 'KRW', %2$d);
        insert into ledger_transaction values ('%1$s', 'charge');
        insert into posting values ('%1$s', 'wallet:%1$s', 'KRW', %2$d),
                                   ('%1$s', 'house:top-up', 'KRW', -%2$d)"""
            .formatted(wallet, BookingLimits.DEFAULT.balanceMax() - 1));

    assertThat(refusal(shop.client.charge(buyer, krw(2), key())).code())
        .isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);
    for (long amount : new long[] {0, -1, BookingLimits.DEFAULT.chargeMax() + 1, Long.MAX_VALUE}) {
      assertThat(refusal(shop.client.charge(buyer, krw(amount), key())).code())
          .isEqualTo(RefusalCode.AMOUNT_OUT_OF_RANGE);
    }
    shop.charge(buyer, 1);

    assertThat(shop.balance(buyer)).isEqualTo(BookingLimits.DEFAULT.balanceMax());
    assertThat(TestShop.findings()).isEmpty();
  }

  @Test
  void refusesAKeyThatCannotBeStored() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);

    for (String key : List.of("", "x".repeat(256), "two words", "대기")) {
      assertThat(refusal(shop.client.charge(buyer, krw(1), key)).code())
          .isEqualTo(RefusalCode.INVALID_REQUEST);
      assertThat(refusal(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), key)).code())
          .isEqualTo(RefusalCode.INVALID_REQUEST);
      assertThat(refusal(shop.client.pay(buyer, UUID.randomUUID(), key)).code())
          .isEqualTo(RefusalCode.INVALID_REQUEST);
    }
    assertThat(refusal(shop.client.charge(buyer, krw(1), null)).code())
        .isEqualTo(RefusalCode.IDEMPOTENCY_KEY_MISSING);
  }

  @Test
  void countsOutcomesUnderTheirPublicNames() {
    Concert concert = shop.concert();
    Caller buyer = shop.buyer(concert);
    double before = counted("daegi.reservations", "held");
    value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));

    assertThat(counted("daegi.reservations", "held")).isEqualTo(before + 1);
    assertThat(counted("daegi.payments", "succeeded")).isNotNegative();
    assertThat(shop.meters.get("daegi.holds").tag("state", "held").gauge()).isNotNull();
    assertThat(shop.meters.get("daegi.ledger.imbalance").gauge().value()).isZero();
    assertThat(shop.meters.getMeters())
        .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
  }

  private static double counted(String name, String outcome) {
    return shop.meters.get(name).tag("outcome", outcome).counter().count();
  }
}
