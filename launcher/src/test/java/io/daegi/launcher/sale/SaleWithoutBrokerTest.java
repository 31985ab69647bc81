package io.daegi.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.launcher.Lanes;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker is gone for twice as long as anybody may be silent, or stay, or take to enter.
 * Balances are charged at a gateway outside.
 */
@Order(Lanes.LONG)
class SaleWithoutBrokerTest {
  private static final long TTL_MS = 8_000;
  private static final int CAPACITY = 10;
  private static final int INSIDE = 5;
  private static final int VISITORS = 30;
  private static final Ticketing SALE = Ticketing.of("sale", CAPACITY, 1);
  private static final JsonObject TIME_LIMITS =
      new JsonObject()
          .put("waitingTtlMs", TTL_MS)
          .put("readyTtlMs", TTL_MS)
          .put("activeTtlMs", TTL_MS);

  @TempDir Path workingDir;
  @TempDir Path brokerDir;

  private final List<Visitor> visitors = new ArrayList<>();
  private final List<String> holds = new ArrayList<>();

  @Test
  void nobodyLosesAPlaceASessionOrAHoldByAnOutage() throws Exception {
    try (EmbeddedServices kafka = EmbeddedServices.start(brokerDir, EnumSet.of(ServiceKind.KAFKA));
        TopUpHouse house = new TopUpHouse();
        Sale sale = Sale.open(workingDir, settings(kafka, house), SALE, TIME_LIMITS, 1)) {
      for (int i = 0; i < VISITORS; i++) {
        join(sale, i);
      }
      for (Visitor inside : visitors.subList(0, INSIDE)) {
        comeInAndHold(inside);
      }
      assertThat(house.collected().values()).hasSize(INSIDE).containsOnly(Ticketing.PRICE);
      visitors.get(CAPACITY - 1).awaitCall();

      kafka.broker().stop();
      awaitAge(2 * TTL_MS);
      assertThat(refusedJoin(sale).code()).isEqualTo("unavailable");
      Visitor payer = visitors.getFirst();
      payer.pay(holds.getFirst(), UUID.randomUUID().toString()).expect(201);
      kafka.broker().start();
      join(sale, VISITORS);

      assertStates(visitors.subList(1, INSIDE), "ACTIVE");
      assertStates(visitors.subList(INSIDE, CAPACITY), "READY");
      assertStates(visitors.subList(CAPACITY + 1, VISITORS), "WAITING");
      JsonObject paid = payer.awaitStatus(s -> !"ACTIVE".equals(s.getString("state")));
      assertThat(paid.getString("state")).isEqualTo("COMPLETED");
      visitors.get(CAPACITY).awaitCall();
      for (int i = 1; i < INSIDE; i++) {
        visitors.get(i).pay(holds.get(i), UUID.randomUUID().toString()).expect(201);
      }
      LogEvidence line = LogEvidence.of(sale.kafka(), SALE);
      assertThat(line.faults).isEmpty();
      assertThat(line.endedUnpaid).isEmpty();
      assertThat(line.joined).hasSize(VISITORS + 1);
    }
  }

  private static Map<String, String> settings(EmbeddedServices kafka, TopUpHouse house) {
    Map<String, String> settings = new HashMap<>(house.settings());
    settings.put("DAEGI_KAFKA_BOOTSTRAP_SERVERS", kafka.broker().bootstrapServers());
    return settings;
  }

  private void join(Sale sale, int i) {
    Visitor visitor = new Visitor(sale.api(), SALE, new PollWatch(), "visitor " + i);
    visitor.join();
    assertThat(visitor.number()).isEqualTo(i + 1L);
    visitors.add(visitor);
  }

  private void comeInAndHold(Visitor visitor) {
    visitor.awaitCall();
    visitor.enter();
    visitor.charge(Ticketing.PRICE, UUID.randomUUID().toString()).expect(200);
    String seat = "A-1-" + visitor.number();
    holds.add(
        visitor.hold(SALE.dates().getFirst(), seat).expect(201).body().getString("reservationId"));
  }

  /** Polls go on being answered, and say how old they are. */
  private void awaitAge(long ageMs) {
    Visitor waiting = visitors.getLast();
    await()
        .atMost(Duration.ofMillis(ageMs).plusSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> waiting.status().getLong("ageMs") >= ageMs);
    assertThat(waiting.status().getString("state")).isEqualTo("WAITING");
  }

  private static Answer refusedJoin(Sale sale) throws Exception {
    Answer answer = sale.api().once("POST", SALE.queuePath(), new JsonObject()).expect(503);
    assertThat(answer.whole().headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.body().getLong("retryAfterMs")).isPositive();
    return answer;
  }

  private static void assertStates(List<Visitor> some, String state) {
    for (Visitor visitor : some) {
      assertThat(visitor.status().getString("state")).as(visitor.toString()).isEqualTo(state);
    }
  }
}
