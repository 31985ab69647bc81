package io.daegi.booking;

import static io.daegi.booking.TestShop.count;
import static io.daegi.booking.TestShop.execute;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage is nobody's time: the shop was away for an hour. */
class OutageTimeTest {

  private TestShop shop;
  private Caller buyer;
  private Reservation hold;

  @BeforeEach
  void open() {
    shop = TestShop.open();
    Concert concert = shop.concert();
    buyer = shop.buyer(concert);
    shop.charge(buyer, 100_000);
    hold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** The last beat was an hour ago, and the hold would have run out shortly after it. */
  private void beAwayWithLeft(int secondsLeft) throws SQLException {
    shop.stop();
    execute("update shop_pulse set last_alive = now() - interval '1 hour'");
    execute(
        "update reservation set created_at = now() - interval '2 hours', hold_until = now() -"
            + " interval '1 hour' + interval '%d seconds' where reservation_id = '%s'"
                .formatted(secondsLeft, hold.reservationId()));
  }

  private Reservation now() {
    return value(shop.client.reservation(buyer.visitor(), hold.reservationId()));
  }

  @Test
  void standsStillUntilTheFirstBeat() throws SQLException {
    beAwayWithLeft(3);

    assertThat(
            count(
                "select count(*) from reservation where state = 'HELD'"
                    + " and hold_until <= shop_now() and reservation_id = '"
                    + hold.reservationId()
                    + "'"))
        .isZero();
  }

  @Test
  void givesAHoldItsTimeBackAndTheGraceToReturn() throws SQLException {
    beAwayWithLeft(3);

    shop.start();
    await()
        .until(
            () ->
                count("select count(*) from shop_pulse where last_alive > now() - interval '3 s'")
                    == 1);

    assertThat(now().state()).isEqualTo(ReservationState.HELD);
    assertThat(now().holdUntil()).isAfter(java.time.Instant.now().plusMillis(3_000));
    assertThat(value(shop.client.pay(buyer, hold.reservationId(), key())).reservation().state())
        .isEqualTo(ReservationState.CONFIRMED);
  }

  @Test
  void givesNoTimeToAHoldThatHadRunOutBefore() throws SQLException {
    beAwayWithLeft(-1);

    shop.start();

    await().until(() -> now().state() == ReservationState.EXPIRED);
  }
}
