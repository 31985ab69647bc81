package io.daegi.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.launcher.Lanes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * 200 people want 80 seats, on real parts, over real HTTP; beside it half as large a sale whose
 * process is killed.
 */
@Order(Lanes.LONG)
@Execution(ExecutionMode.CONCURRENT)
class SaleTest {
  private static final int VISITORS = 200;
  private static final int ROWS = 2;
  private static final Ticketing WHOLE = Ticketing.of("sale", 20, 4);
  private static final Ticketing HALF = Ticketing.of("sale", 20, 2);
  private static final JsonObject TIME_LIMITS =
      new JsonObject()
          .put("waitingTtlMs", 20_000)
          .put("readyTtlMs", 10_000)
          .put("activeTtlMs", 60_000);

  @TempDir Path workingDir;

  @Test
  void sellsEverySeatOnceToPeopleInOrderAndLosesNoMoney() throws Exception {
    try (Sale sale = Sale.open(workingDir, Map.of(), WHOLE, TIME_LIMITS, ROWS);
        Crowd crowd = new Crowd(sale.api(), WHOLE, VISITORS)) {
      Witness witness = crowd.goneHome();
      sale.awaitQuiet();

      assertThat(witness.bought).hasSize(seats(WHOLE));
      assertThat(witness.foundSoldOut).hasPositiveValue();
      assertThat(witness.refusedForgeries).hasValue(VISITORS / 10);
      assertThat(witness.refusedWhileWaiting).hasPositiveValue();
      assertThat(witness.refusedPayments).hasPositiveValue();
      assertThat(witness.answersRepeated).hasPositiveValue();
      assertLine(WHOLE, LogEvidence.of(sale.kafka(), WHOLE), witness);
      assertShop(WHOLE, sale.shop(), witness);
      assertEvents(WHOLE, new EventEvidence(sale.kafka()), sale.shop(), witness);
    }
  }

  @Test
  void losesNoPlaceAndNoPaymentWhenTheProcessIsKilledInTheMiddle() throws Exception {
    try (Sale sale = Sale.open(workingDir, Map.of(), HALF, TIME_LIMITS, ROWS);
        Crowd crowd = new Crowd(sale.api(), HALF, VISITORS / 2)) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> crowd.witness.bought.size() >= seats(HALF) / 3);
      sale.killAndStartAgain();
      Witness witness = crowd.goneHome();
      sale.awaitQuiet();

      assertThat(witness.bought).hasSize(seats(HALF));
      assertLine(HALF, LogEvidence.of(sale.kafka(), HALF), witness);
      assertShop(HALF, sale.shop(), witness);
      assertDifferentEvents(HALF, new EventEvidence(sale.kafka()), sale.shop());
    }
  }

  private static int seats(Ticketing sale) {
    return sale.dates().size() * ROWS * 10;
  }

  private static void assertLine(Ticketing sale, LogEvidence line, Witness witness) {
    assertThat(line.faults).isEmpty();
    assertThat(line.mostInside).isEqualTo(sale.capacity());
    assertThat(line.joined).containsAll(witness.numberToToken.keySet());
    assertThat(line.waiting).isEmpty();
    assertThat(line.inside).isEmpty();
    assertThat(line.completed).hasSize(seats(sale));
    assertThat(line.completed.values()).containsOnly(1);
    assertThat(line.completed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            witness.bought.stream().map(Witness.Bought::number).toList());
    assertThat(line.endedUnpaid).containsAll(witness.gone);
  }

  private static void assertShop(Ticketing sale, ShopEvidence shop, Witness witness) {
    assertThat(shop.faults()).isEmpty();
    assertThat(shop.confirmed())
        .containsExactlyInAnyOrderElementsOf(
            witness.bought.stream().map(Witness.Bought::reservationId).toList());
    long charged = Ticketing.PRICE * witness.charges.get();
    assertThat(shop.number("select coalesce(sum(balance), 0) from wallet"))
        .isEqualTo(charged - Ticketing.PRICE * seats(sale));
  }

  /** Nothing died: every event is there once. */
  private static void assertEvents(
      Ticketing sale, EventEvidence events, ShopEvidence shop, Witness witness) {
    assertDifferentEvents(sale, events, shop);
    for (String type :
        new String[] {
          "reservation.held",
          "reservation.confirmed",
          "reservation.cancelled",
          "payment.succeeded",
          "payment.failed",
          "balance.charged"
        }) {
      assertThat(events.count(type)).as(type).isEqualTo(events.different(type));
    }
    assertThat(events.count("reservation.failed")).isEqualTo(witness.seatsLost.get());
    assertThat(events.count("payment.failed")).isEqualTo(witness.refusedPayments.get());
    assertThat(events.count("balance.charged")).isEqualTo(witness.charges.get());
  }

  private static void assertDifferentEvents(
      Ticketing sale, EventEvidence events, ShopEvidence shop) {
    assertThat(events.different("reservation.held"))
        .isEqualTo((int) shop.number("select count(*) from reservation"));
    assertThat(events.different("reservation.confirmed")).isEqualTo(seats(sale));
    assertThat(events.different("payment.succeeded")).isEqualTo(seats(sale));
    assertThat(events.different("reservation.cancelled"))
        .isEqualTo((int) shop.reservations("CANCELLED"));
    assertThat(events.different("reservation.expired"))
        .isEqualTo((int) shop.reservations("EXPIRED"));
    assertThat(events.different("payment.failed"))
        .isEqualTo((int) shop.number("select count(*) from payment where state = 'FAILED'"));
    assertThat(events.different("balance.charged"))
        .isEqualTo(
            (int) shop.number("select count(*) from ledger_transaction where kind = 'charge'"));
  }
}
