package io.daegi.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.engine.audit.LogAuditor;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogReader;
import io.daegi.launcher.sale.Answer;
import io.daegi.launcher.sale.Api;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Daegi in five processes: two engines, two edges, one booking. */
@Isolated("five processes take every core")
class ClusterTest {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterTest.class);
  private static final String SALE = "sale";
  private static final String SHOP = "shop";
  private static final String PEOPLE =
      "sum(max by (queue, state) (daegi_tokens{queue=\"" + SALE + "\"}))";

  @TempDir private static Path dir;
  private static Ground ground;
  private static TestGateway gateway;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws Exception {
    ground = Ground.small(dir);
    TestCertificate certificate = TestCertificate.in(dir, "us");
    gateway = new TestGateway(certificate);
    cluster = Cluster.start(dir, ground, ClusterShape.SMALL, certificate, gateway.settings());
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (gateway != null) {
      gateway.close();
    }
    if (ground != null) {
      ground.close();
    }
  }

  private record Happened(int edge, Fault fault) {}

  private static final List<Happened> FAULTS =
      List.of(new Happened(0, Fault.OWNER_KILLED), new Happened(1, Fault.EDGE_RESTARTED));

  @Test
  void keepsEveryPlaceAndAnswersEveryPollWhateverProcessDies() throws Exception {
    cluster.openQueue(SALE, new JsonObject().put("capacity", 1));
    StringBuilder table =
        new StringBuilder(
            "\n| fault | joins work again after | polls failed |\n| --- | --- | --- |\n");
    try (ClusterEyes eyes =
            ClusterEyes.open(dir.resolve("prometheus"), cluster, Duration.ofSeconds(1));
        ClusterCrowd crowd = new ClusterCrowd(cluster, SALE)) {
      crowd.awaitJoined(50);
      for (Happened one : FAULTS) {
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
      requireThatAllIsSeen(eyes);
      LOG.info("{} joined, alerts: {}\n{}", crowd.joined(), eyes.fired(), table);
    }
    requireAWellKeptLog();
  }

  /** By Prometheus: everything, and each person once, though every process counts them all. */
  private static void requireThatAllIsSeen(ClusterEyes eyes) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(eyes.faults()).isEmpty());
    if (!eyes.isBlind()) {
      JsonObject queue = cluster.api(0).get("/v1/queues/" + SALE).expect(200).body();
      double people = Stream.of("waiting", "ready", "active").mapToLong(queue::getLong).sum();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(eyes.figure(PEOPLE)).contains(people));
    }
  }

  private static void requireAWellKeptLog() throws Exception {
    KafkaLogConfig log = new KafkaLogConfig(ground.kafka(), "daegi.", Map.of());
    for (int partition = 0; partition < Cluster.PARTITIONS; partition++) {
      LogAuditor auditor = new LogAuditor();
      LogReader.readToEnd(log, partition, auditor);
      assertThat(auditor.violations()).isEmpty();
    }
  }

  @Test
  void endsAPurchaseThatIsUnderWayWhenItsBookingProcessIsStopped() throws Exception {
    cluster.openQueue(SHOP, new JsonObject().put("capacity", 50));
    cluster.openConcert(SHOP, concert());
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

    Member booking = cluster.bookings().getFirst();
    gateway.hold();
    CompletableFuture<Answer> paid =
        CompletableFuture.supplyAsync(() -> api.post("/v1/payments", order, keyed));
    gateway.awaitQuestion();
    booking.process().terminate();
    gateway.letAnswer();

    Answer answer = paid.get(20, TimeUnit.SECONDS).expect(201);
    assertThat(answer.body().getString("state")).isEqualTo("SUCCEEDED");
    assertThat(answer.isReplayed()).isFalse();
    assertThat(booking.process().exitCode()).isEqualTo(Fault.TERMINATED);

    assertThat(api.once("POST", "/v1/payments", order, keyed).code())
        .isEqualTo("booking-unavailable");
    booking.start().awaitReady();
    Answer again = api.post("/v1/payments", order, keyed).expect(201);
    assertThat(again.isReplayed()).isTrue();
    assertThat(again.body().getString("paymentId")).isEqualTo(answer.body().getString("paymentId"));
  }

  private static JsonObject concert() {
    JsonObject section =
        new JsonObject().put("name", "A").put("rows", 5).put("seatsPerRow", 10).put("price", 100);
    JsonObject show =
        new JsonObject().put("date", "2027-12-24").put("sections", new JsonArray().add(section));
    return new JsonObject().put("shows", new JsonArray().add(show));
  }

  private static String hold(Api api, String[] bearer) {
    JsonObject seat = new JsonObject().put("date", "2027-12-24").put("seat", "A-1-1");
    return api.post("/v1/concerts/" + SHOP + "/reservations", seat, bearer)
        .expect(201)
        .body()
        .getString("reservationId");
  }
}
