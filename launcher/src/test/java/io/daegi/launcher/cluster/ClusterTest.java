package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Api;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Daegi in five processes: two engines, two edges, one booking.
 *
 * <p>{@code -Ddaegi.cluster.faults=20 -Ddaegi.seed=7} lets so many faults of every kind happen, as
 * the seed draws them.
 */
@Isolated("five processes take every core")
class ClusterTest {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTest.class);
  private static final int FAULTS = Integer.getInteger("daegi.cluster.faults", 0);
  private static final String SALE = "sale";
  private static final String SHOP = "shop";

  @TempDir private static Path dir;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start(dir);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private record Happened(int edge, Fault fault) {}

  private static List<Happened> planned() {
    if (FAULTS == 0) {
      return List.of(new Happened(0, Fault.OWNER_KILLED), new Happened(1, Fault.EDGE_RESTARTED));
    }
    long seed = Long.getLong("daegi.seed", System.nanoTime());
    LOG.info("{} faults by -Ddaegi.seed={}", FAULTS, seed);
    Random random = new Random(seed);
    List<Happened> planned = new ArrayList<>();
    for (int i = 0; i < FAULTS; i++) {
      Fault[] all = Fault.values();
      planned.add(new Happened(random.nextInt(2), all[random.nextInt(all.length)]));
    }
    return planned;
  }

  @Test
  void keepsEveryPlaceAndAnswersEveryPollWhateverProcessDies() throws Exception {
    cluster.openSale(SALE, 1, false);
    StringBuilder table =
        new StringBuilder(
            "\n| fault | joins work again after | polls failed |\n| --- | --- | --- |\n");
    try (ClusterCrowd crowd = new ClusterCrowd(cluster, SALE)) {
      crowd.awaitJoined(50);
      for (Happened one : planned()) {
        long polledBefore = crowd.polls();
        int failedBefore = crowd.failedPolls().size();
        double seconds = one.fault().happen(cluster, crowd, SALE, one.edge());
        table.append(
            "| %s | %.1f s | %d of %d |\n"
                .formatted(
                    one.fault(),
                    seconds,
                    crowd.failedPolls().size() - failedBefore,
                    crowd.polls() - polledBefore));
        assertThat(crowd.failedPolls()).isEmpty();
      }
      crowd.requireEverybodysPlace();
      LOG.info("{} joined\n{}", crowd.joined(), table);
    }
    requireAWellKeptLog();
  }

  private static void requireAWellKeptLog() throws Exception {
    KafkaLogConfig log = new KafkaLogConfig(cluster.kafka(), "daegi.", Map.of());
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      LogAuditor auditor = new LogAuditor();
      LogReader.readToEnd(log, partition, auditor);
      assertThat(auditor.violations()).isEmpty();
    }
  }

  @Test
  void endsAPurchaseThatIsUnderWayWhenItsBookingProcessIsStopped() throws Exception {
    cluster.openSale(SHOP, 50, true);
    Api api = cluster.api(0);
    JsonObject visitor =
        api.post("/v1/queues/" + SHOP + "/tokens", new JsonObject()).expect(201).body();
    String[] bearer = {"Authorization", "Bearer " + visitor.getString("token")};
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                api.get("/v1/queues/" + SHOP + "/tokens/me", bearer)
                    .body()
                    .getString("state")
                    .equals("READY"));
    String reservation = hold(api, bearer);
    String[] keyed = {bearer[0], bearer[1], "Idempotency-Key", UUID.randomUUID().toString()};
    JsonObject order = new JsonObject().put("reservationId", reservation);

    cluster.gateway().hold();
    CompletableFuture<Answer> paid =
        CompletableFuture.supplyAsync(() -> api.post("/v1/payments", order, keyed));
    cluster.gateway().awaitQuestion();
    cluster.booking().process().terminate();
    cluster.gateway().letAnswer();

    Answer answer = paid.get(20, TimeUnit.SECONDS).expect(201);
    assertThat(answer.body().getString("state")).isEqualTo("SUCCEEDED");
    assertThat(answer.isReplayed()).isFalse();
    assertThat(cluster.booking().process().exitCode()).isEqualTo(Fault.TERMINATED);

    assertThat(api.once("POST", "/v1/payments", order, keyed).code())
        .isEqualTo("booking-unavailable");
    cluster.booking().start().awaitReady();
    Answer again = api.post("/v1/payments", order, keyed).expect(201);
    assertThat(again.isReplayed()).isTrue();
    assertThat(again.body().getString("paymentId")).isEqualTo(answer.body().getString("paymentId"));
  }

  private static String hold(Api api, String[] bearer) {
    JsonObject seat = new JsonObject().put("date", "2027-12-24").put("seat", "A-1-1");
    return api.post("/v1/concerts/" + SHOP + "/reservations", seat, bearer)
        .expect(201)
        .body()
        .getString("reservationId");
  }
}
