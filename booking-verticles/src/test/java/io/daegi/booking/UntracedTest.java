package io.daegi.booking;

import static io.daegi.booking.TestShop.PRICE;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.refusal;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.EventLog.Told;
import io.daegi.booking.WrittenOutbox.Written;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Reservation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a purchase leaves of traces where nobody traces. */
class UntracedTest {

  @Test
  void writesNoTraceAndSendsNone() throws Exception {
    try (TestShop shop = TestShop.open();
        WrittenOutbox outbox = WrittenOutbox.watch()) {
      Concert concert = shop.concert();
      Caller buyer = shop.buyer(concert);
      shop.charge(buyer, PRICE);
      Reservation hold = hold(shop, concert, buyer, "A-1-1");
      value(shop.client.pay(buyer, hold.reservationId(), key()));
      refusal(shop.client.reserve(shop.buyer(concert), show(concert), List.of("A-1-1"), key()));
      Reservation unpaid = hold(shop, concert, buyer, "A-1-2");
      refusal(shop.client.pay(buyer, unpaid.reservationId(), key()));
      value(
          shop.client.release(
              buyer.visitor(), hold(shop, concert, buyer, "A-1-3").reservationId()));

      shop.events.awaitTypes(buyer.tokenId(), 9);
      assertThat(outbox.all().stream().map(Written::type).distinct())
          .contains(
              "io.daegi.balance.charged.v1",
              "io.daegi.reservation.held.v1",
              "io.daegi.reservation.failed.v1",
              "io.daegi.reservation.confirmed.v1",
              "io.daegi.reservation.cancelled.v1",
              "io.daegi.payment.succeeded.v1",
              "io.daegi.payment.failed.v1");
      assertThat(outbox.all()).allMatch(row -> row.traceParent() == null);
      List<Told> told = shop.events.all();
      assertThat(told).allMatch(one -> one.traceParent() == null);
      assertThat(told).noneMatch(one -> one.event().containsKey("traceparent"));
    }
  }

  private static Reservation hold(TestShop shop, Concert concert, Caller buyer, String seat) {
    return value(shop.client.reserve(buyer, show(concert), List.of(seat), key()));
  }
}
