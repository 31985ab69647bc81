package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the judge of the cluster's run sees in a shop that is damaged, one damage each. */
class VerdictOnTheShopTest {
  @TempDir private static Path dir;
  private static SoldSeats seats;

  @BeforeAll
  static void open() throws Exception {
    seats = new SoldSeats(dir);
  }

  @AfterAll
  static void close() throws Exception {
    seats.close();
  }

  @BeforeEach
  void restore() throws Exception {
    seats.restore();
  }

  private static List<String> verdict(Told told, Map<String, Long> collected) {
    Verdict verdict = new Verdict(Duration.ofMillis(1), Duration.ZERO);
    verdict.shop(seats.evidence(), told, collected);
    return verdict.broken();
  }

  private static void assertSeen(String... faults) {
    List<String> broken = verdict(seats.told(), seats.collected());
    for (String fault : faults) {
      assertThat(broken).anyMatch(one -> one.startsWith(fault));
    }
  }

  @Test
  void findsNothingInAShopThatWasKept() {
    assertThat(verdict(seats.told(), seats.collected())).isEmpty();
  }

  @Test
  void seesASeatThatWasSoldTwice() throws Exception {
    seats.change("update reservation set seats = '{A-1-1}'");
    assertSeen("shop: sold twice: show A-1-1", "audit: seat in two reservations: show A-1-1");
  }

  @Test
  void seesMoneyWithoutATicket() throws Exception {
    seats.change(
        "update reservation set state = 'CANCELLED' where number = 1",
        "delete from seat_claim where seat = 'A-1-1'");
    assertSeen(
        "shop: paid, not confirmed: " + SoldSeats.id("payment", 1),
        "audit: money taken for a reservation that is not confirmed",
        "paid: was told and is not paid and confirmed");
  }

  @Test
  void seesATicketWithoutMoney() throws Exception {
    seats.change(
        "update payment set state = 'FAILED', refusal = 'no' where payment_id = '%s'"
            .formatted(SoldSeats.id("payment", 2)));
    assertSeen(
        "audit: confirmed without a succeeded payment: " + SoldSeats.id("reservation", 2),
        "paid: was told and is not paid and confirmed");
  }

  @Test
  void seesAPurchaseThatIsGoneWithAllItsRows() throws Exception {
    seats.change(
        "delete from seat_claim where seat = 'A-1-2'",
        "delete from reservation where number = 2",
        "delete from payment where payment_id = '%s'".formatted(SoldSeats.id("payment", 2)),
        "delete from posting where transaction_id = '%s'".formatted(SoldSeats.id("payment", 2)),
        "delete from ledger_transaction where transaction_id = '%s'"
            .formatted(SoldSeats.id("payment", 2)),
        "update wallet set balance = %d where visitor = '%s'"
            .formatted(SoldSeats.PRICE, SoldSeats.id("visitor", 2)));
    assertThat(verdict(seats.told(), seats.collected()))
        .containsExactly(
            "paid: was told and is not paid and confirmed: %s %s"
                .formatted(SoldSeats.id("payment", 2), SoldSeats.id("reservation", 2)));
  }

  @Test
  void seesMoneyThatComesFromNowhere() throws Exception {
    seats.change("update posting set amount = amount + 1 where account = 'house:sales'");
    assertSeen("shop: imbalance", "audit: ledger transaction does not balance");
    seats.restore();
    seats.change("update wallet set balance = 5");
    assertSeen("audit: wallet differs from its postings");
  }

  @Test
  void seesWhatIsLeftHalfDone() throws Exception {
    seats.change(
        """
        update reservation set state = 'PAYING', pay_by = now() + interval '1 hour'
         where number = 1""");
    assertSeen("unfinished: reservation " + SoldSeats.id("reservation", 1));
    seats.restore();
    seats.change(
        """
        insert into outbox (partition, event_id, type, token_id, subject, data)
        values (0, '%s', 'paid', 'token-1', 'sale', '{}')"""
            .formatted(SoldSeats.id("event", 1)));
    assertSeen("unfinished: outbox " + SoldSeats.id("event", 1));
    seats.restore();
    seats.change("update top_up set state = 'OPEN' where number = 1");
    assertSeen(
        "unfinished: top-up " + SoldSeats.id("top-up", 1),
        "collected: collected and not credited: " + SoldSeats.id("top-up", 1));
  }

  @Test
  void seesMoneyOfTheGatewayThatNobodyGotOrNobodyGave() {
    Map<String, Long> more = new HashMap<>(seats.collected());
    more.put("another", SoldSeats.PRICE);
    assertThat(verdict(seats.told(), more))
        .containsExactly("collected: collected and not credited: another");

    String first = SoldSeats.id("top-up", 1).toString();
    assertThat(verdict(seats.told(), Map.of(first, SoldSeats.PRICE)))
        .singleElement()
        .asString()
        .startsWith("collected: credited and never collected: " + SoldSeats.id("top-up", 2));

    Map<String, Long> other = new HashMap<>(seats.collected());
    other.put(first, SoldSeats.PRICE + 1);
    assertThat(verdict(seats.told(), other)).hasSize(2);
  }

  @Test
  void saysHowManyMoreThereAre() {
    Told told = seats.told();
    for (int i = 3; i < 33; i++) {
      told.bought.add(new Told.Bought(SmallSale.place(i), "payment-" + i, "reservation-" + i));
    }
    assertThat(verdict(told, seats.collected())).hasSize(21).last().isEqualTo("paid: and 10 more");
  }
}
