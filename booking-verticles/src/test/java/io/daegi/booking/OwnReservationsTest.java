package io.daegi.booking;

import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A visitor finds what is their own, and nothing of others. */
class OwnReservationsTest {

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
}
