package io.daegi.booking;

import static io.daegi.booking.TestShop.execute;
import static io.daegi.booking.TestShop.key;
import static io.daegi.booking.TestShop.show;
import static io.daegi.booking.TestShop.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Reservation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit finds planted damage, and nothing else. Damage is planted and taken back unseen. */
class BookingAuditTest {

  private static TestShop shop;
  private static Reservation sold;
  private static Reservation held;
  private static Caller buyer;

  @BeforeAll
  static void sellAndHold() {
    shop = TestShop.open();
    Concert concert = shop.concert();
    buyer = shop.buyer(concert);
    shop.charge(buyer, 200_000);
    sold = value(shop.client.reserve(buyer, show(concert), List.of("A-1-1"), null));
    value(shop.client.pay(buyer, sold.reservationId(), key()));
    held = value(shop.client.reserve(buyer, show(concert), List.of("A-1-2"), null));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  /** What the audit says while the damage is there; the transaction is rolled back. */
  private static List<String> findingsAfter(String damage) throws SQLException {
    String sql =
        damage
            .replace("SOLD_ID", "'" + sold.reservationId() + "'")
            .replace("HELD_ID", "'" + held.reservationId() + "'")
            .replace("BUYER", "'" + buyer.visitor().toUuid() + "'");
    try (Connection connection = DriverManager.getConnection(shop.services().database().jdbcUrl());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local session_replication_role = replica");
      statement.execute(sql);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("select finding from booking_audit")) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      connection.rollback();
      return found;
    }
  }

  @Test
  void findsNothingInASoundShop() {
    assertThat(TestShop.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "wallet differs from its postings | update wallet set balance = balance + 1 where visitor = BUYER",
        "ledger transaction does not balance | update posting set amount = amount + 1 where account = 'house:sales'",
        "ledger transaction without postings | insert into ledger_transaction values (gen_random_uuid(), 'charge')",
        "payment succeeded without its postings | delete from posting where account = 'house:sales'",
        "postings without a succeeded payment | delete from payment",
        "confirmed without a succeeded payment | update payment set state = 'FAILED', refusal = '{}'",
        "seats of a reservation differ from its claims | delete from seat_claim where reservation_id = HELD_ID",
        "seats of a reservation differ from its claims | update seat_claim set sold = false where reservation_id = SOLD_ID",
        "claim of a reservation that ended | update reservation set state = 'EXPIRED' where reservation_id = HELD_ID",
        "money taken for a reservation that is not confirmed | update reservation set state = 'CANCELLED' where reservation_id = SOLD_ID",
        "money taken for a reservation that is not confirmed | update reservation set payment_id = gen_random_uuid() where reservation_id = SOLD_ID",
        "payment differs from its reservation | update payment set amount = amount - 1",
        "seat in two reservations | update reservation set seats = array['A-1-1'] where reservation_id = HELD_ID",
        "seat claimed for another reservation | update seat_claim set reservation_id = SOLD_ID where reservation_id = HELD_ID",
        "hold stands a minute after it ran out | update reservation set hold_until = now() - interval '2 minutes' where reservation_id = HELD_ID",
        "payment unfinished a minute after its time | update reservation set state = 'PAYING', payment_id = gen_random_uuid(), pay_by = now() - interval '2 minutes' where reservation_id = HELD_ID",
        "refunded without the money | update reservation set state = 'REFUNDED' where reservation_id = SOLD_ID",
        "refund without its postings | insert into refund (payment_id, transaction_id) select payment_id, gen_random_uuid() from payment where reservation_id = SOLD_ID",
        "money given back for a reservation that stands | insert into refund (payment_id, transaction_id) select payment_id, gen_random_uuid() from payment where reservation_id = SOLD_ID",
        "postings without a refund | insert into ledger_transaction values (gen_random_uuid(), 'refund')",
        "refund unfinished a minute after its time | update reservation set state = 'REFUNDING', refund_by = now() - interval '2 minutes' where reservation_id = SOLD_ID",
        "payment waits for a reservation that does not | update payment set state = 'PENDING' where reservation_id = SOLD_ID",
        "money in doubt for an hour | insert into payment_doubt (payment_id, created_at) select payment_id, now() - interval '2 hours' from payment where reservation_id = SOLD_ID",
        "doubt about a payment that did not fail | insert into payment_doubt (payment_id) select payment_id from payment where reservation_id = SOLD_ID",
        "event in the outbox for ten minutes | insert into outbox (partition, event_id, type, token_id, subject, data, created_at) values (99, gen_random_uuid(), 't', 't', 's', '{}', now() - interval '11 minutes')",
      })
  void findsPlantedDamage(String finding, String damage) throws SQLException {
    assertThat(findingsAfter(damage)).contains(finding);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum to zero | insert into posting values ((select max(transaction_id::text)::uuid from ledger_transaction), 'house:nothing', 'KRW', 1)",
        "append-only | update posting set amount = 1",
        "append-only | delete from ledger_transaction",
        "append-only | truncate posting",
        "wallet_balance_check | update wallet set balance = -1",
        "seat_claim_pkey | insert into seat_claim select * from seat_claim limit 1",
      })
  void refusesDamageToTheBooks(String words, String damage) {
    assertThatThrownBy(() -> execute(damage)).hasMessageContaining(words);
    assertThat(TestShop.findings()).isEmpty();
  }
}
