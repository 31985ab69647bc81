package io.daegi.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.launcher.Lanes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything embedded is killed at once while people join as fast as they are answered. */
@Order(Lanes.LONG)
class KillUnderJoinsTest {
  private static final Logger LOG = LoggerFactory.getLogger(KillUnderJoinsTest.class);
  private static final int JOINERS = 48;
  private static final int TOLD_BEFORE_THE_KILL = 1_500;
  private static final long LIMIT_S = 120;
  private static final Ticketing SALE = Ticketing.of("sale", 50, 1);

  @TempDir Path workingDir;

  private final Map<String, Place> keyToPlace = new ConcurrentHashMap<>();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

  /** What somebody was told. */
  private record Place(String token, long number) {
    static Place of(Answer joined) {
      return new Place(joined.body().getString("token"), joined.body().getLong("number"));
    }
  }

  @Test
  void losesAndRenumbersNobodyWhoWasAnswered() throws Exception {
    try (Sale sale = Sale.open(workingDir, Map.of(), SALE, new JsonObject(), 1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> joiners = new ArrayList<>();
      for (int i = 0; i < JOINERS; i++) {
        joiners.add(threads.submit(() -> joinUntilNobodyAnswers(sale.api())));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(LIMIT_S))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> keyToPlace.size() >= TOLD_BEFORE_THE_KILL);
      sale.killAndStartAgain();
      finish(joiners);
      assertThat(unanswered).isNotEmpty();
      Map<String, Place> told = Map.copyOf(keyToPlace);
      LOG.info("killed when {} were told and {} were not", told.size(), unanswered.size());

      finish(all(threads, told.values(), place -> requireNumber(sale.api(), place)));
      finish(all(threads, told.keySet(), key -> requireSame(told.get(key), join(sale.api(), key))));
      finish(all(threads, unanswered, key -> keyToPlace.put(key, join(sale.api(), key))));

      Set<Long> numbers = new HashSet<>();
      keyToPlace.values().forEach(place -> numbers.add(place.number()));
      assertThat(numbers).hasSize(told.size() + unanswered.size());
      LogEvidence line = LogEvidence.of(sale.kafka(), SALE);
      assertThat(line.faults).isEmpty();
      assertThat(line.joined).containsExactlyInAnyOrderElementsOf(numbers);
      assertThat(line.endedUnpaid).isEmpty();
    }
  }

  private Void joinUntilNobodyAnswers(Api api) {
    while (true) {
      String key = UUID.randomUUID().toString();
      try {
        Answer answer =
            api.once("POST", SALE.queuePath(), new JsonObject(), "Idempotency-Key", key);
        if (answer.saysLater()) {
          unanswered.add(key);
        } else {
          keyToPlace.put(key, Place.of(answer.expect(201)));
        }
      } catch (IOException killed) {
        unanswered.add(key);
        return null;
      }
    }
  }

  private static Place join(Api api, String key) {
    return Place.of(
        api.post(SALE.queuePath(), new JsonObject(), "Idempotency-Key", key).expect(200, 201));
  }

  private static void requireNumber(Api api, Place place) {
    JsonObject status =
        api.get(SALE.queuePath() + "/me", "Authorization", "Bearer " + place.token())
            .expect(200)
            .body();
    assertThat(status.getLong("number")).isEqualTo(place.number());
    assertThat(status.getString("state")).isIn("WAITING", "READY");
  }

  private static void requireSame(Place before, Place after) {
    assertThat(after.number()).isEqualTo(before.number());
  }

  private interface Check<T> {
    void of(T one);
  }

  private static <T> List<Future<Void>> all(
      ExecutorService threads, Iterable<T> everybody, Check<T> check) {
    List<Future<Void>> checks = new ArrayList<>();
    for (T one : everybody) {
      Callable<Void> task =
          () -> {
            check.of(one);
            return null;
          };
      checks.add(threads.submit(task));
    }
    return checks;
  }

  private static void finish(List<Future<Void>> tasks) throws Exception {
    for (Future<Void> task : tasks) {
      task.get(LIMIT_S, TimeUnit.SECONDS);
    }
  }
}
