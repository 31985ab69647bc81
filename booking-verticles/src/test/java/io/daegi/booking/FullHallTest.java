package io.daegi.booking;

import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.ExplainedStatements.Statement;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reservation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a visitor does costs the database the same in a full hall as in an empty one, though its
 * plans were made when the tables were empty.
 */
class FullHallTest {

  private static final int CROWD = 3_000;
  private static final int ROWS_ALLOWED = 20;

  /** After five executions PostgreSQL plans a prepared statement once and for all. */
  private static final int UNTIL_PLANNED_FOR_GOOD = 7;

  private static TestShop shop;
  private static Concert concert;

  @BeforeAll
  static void open() throws Exception {
    ExplainedStatements.begin();
    shop = TestShop.open();
    concert =
        value(
            shop.client.putConcert(
                "full-hall", TestShop.spec("full-hall-queue", 3_600_000, CROWD / 10 + 10)));
  }

  @AfterAll
  static void close() throws Exception {
    ExplainedStatements.end();
    TestShop.execute(
        "delete from seat_claim where reservation_id in ("
            + "select reservation_id from reservation where concert_id = 'full-hall'"
            + " and state in ('HELD', 'PAYING'))");
    TestShop.execute(
        "update reservation set state = 'CANCELLED' where concert_id = 'full-hall'"
            + " and state in ('HELD', 'PAYING')");
    shop.close();
  }

  /**
   * Reservations as they are when so many people have a seat each, from the eleventh row on: every
   * other is being paid for.
   */
  private static void fillTheHall(String showId) throws Exception {
    TestShop.execute(
        """
        with held as (
          insert into reservation (reservation_id, visitor, queue_id, token_id, number, generation,
              partition, concert_id, show_id, show_date, seats, amount, currency, hold_until,
              state, pay_by, payment_id)
          select gen_random_uuid(), gen_random_uuid(), 'full-hall-queue', 'token-of-' || i, i, 1, 0,
                 'full-hall', '%s', '%s', array['A-' || (11 + i / 10) || '-' || (1 + i %% 10)],
                 %d, 'KRW', now() + interval '1 hour',
                 case i %% 2 when 0 then 'HELD' else 'PAYING' end,
                 case i %% 2 when 1 then now() + interval '1 hour' end,
                 case i %% 2 when 1 then gen_random_uuid() end
            from generate_series(0, %d) as crowd (i)
          returning reservation_id, show_id, seats)
        insert into seat_claim (show_id, seat, reservation_id)
        select show_id, seats[1], reservation_id from held"""
            .formatted(showId, TestShop.DATE, TestShop.PRICE, CROWD - 1));
  }

  @Test
  void costsTheSameAsAnEmptyOne() throws Exception {
    String showId = "";
    for (int seat = 1; seat <= UNTIL_PLANNED_FOR_GOOD; seat++) {
      showId = visit(seat, new ArrayList<>());
    }
    fillTheHall(showId);
    ExplainedStatements explained = ExplainedStatements.fromNow();

    List<String> names = new ArrayList<>();
    visit(10, names);

    List<Statement> statements = explained.about(names);
    assertThat(statements).hasSizeGreaterThan(10);
    assertThat(statements).filteredOn(one -> one.rowsRead() > ROWS_ALLOWED).isEmpty();
  }

  /**
   * Everything a visitor does: two holds, one given back, one paid for.
   *
   * @param names where the names of what it is about are added
   * @return the show
   */
  private static String visit(int row, List<String> names) {
    Caller buyer = shop.buyer(concert);
    names.add(buyer.visitor().toUuid().toString());
    shop.charge(buyer, TestShop.PRICE);
    Reservation given = hold(buyer, "A-" + row + "-1");
    names.add(given.reservationId().toString());
    value(shop.client.release(buyer.visitor(), given.reservationId()));
    Reservation kept = hold(buyer, "A-" + row + "-2");
    names.add(kept.reservationId().toString());
    value(shop.client.reservations(buyer.visitor(), 10, null));
    Payment payment = value(shop.client.pay(buyer, kept.reservationId(), key()));
    names.add(payment.paymentId().toString());
    value(shop.client.payment(buyer.visitor(), payment.paymentId()));
    shop.balance(buyer);
    return kept.showId();
  }

  private static Reservation hold(Caller buyer, String seat) {
    return value(shop.client.reserve(buyer, show(concert), List.of(seat), key()));
  }
}
