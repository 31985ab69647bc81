package io.daegi.http.admin;

import static io.daegi.http.fixture.EventReader.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.micrometer.core.instrument.Gauge;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveFeedTest {

  private static final String EVENTS = "/admin/v1/queues/demo/events";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private EventReader open() {
    return EventReader.open(server, EVENTS, Operator.withKey("Accept-Encoding", "gzip"));
  }

  @Test
  void tellsTheFiguresAgainAndAgain() {
    try (var events = open()) {
      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(events.header("Cache-Control")).isEqualTo("no-store");
      assertThat(events.block().get("retry")).matches("[123]\\d{3}");
      var first = events.event();
      assertThat(first).containsEntry("event", "queue");
      assertThat(first).containsEntry("id", Long.toString(room.version(0)));
      assertThat(data(first).getLong("waiting")).isZero();
      server.join("demo");
      var next = events.event();
      while (data(next).getLong("waiting") == 0) {
        next = events.event();
      }
      assertThat(data(next).getLong("lastNumber")).isEqualTo(1);
      assertThat(data(events.event()).getLong("waiting")).isEqualTo(1);
    }
  }

  @Test
  void tellsWhatBecameOfEverybodyAndHowThePartsAre() {
    Gauge.builder("daegi.oldest.wait", () -> 61.5).tag("queue", "demo").register(server.meters());
    Gauge.builder("daegi.dependency.up", () -> 1)
        .tag("dependency", "postgres")
        .register(server.meters());
    Gauge.builder("daegi.dependency.up", () -> 0)
        .tag("dependency", "redis")
        .register(server.meters());
    Gauge.builder("daegi.pipeline.lag.commands", () -> 7)
        .tag("partition", "0")
        .tag("stage", "journal")
        .register(server.meters());
    server.join("demo");
    server.join("demo");
    server.join("demo");
    room.callUpTo("demo", 2);
    room.end("demo", 1, TokenState.EXPIRED, EndReason.MISSED_CALL);
    try (var events = open()) {
      var queue = data(events.event());
      assertThat(queue.getLong("oldestWaitMs")).isEqualTo(61_500);
      var totals = queue.getJsonObject("totals");
      assertThat(totals.getLong("called")).isEqualTo(2);
      assertThat(totals.getLong("missed")).isEqualTo(1);
      assertThat(totals.getLong("completed")).isZero();
      var health = queue.getJsonObject("health");
      assertThat(health.getLong("journalLag")).isEqualTo(7);
      assertThat(health.getJsonObject("dependencies").getMap())
          .isEqualTo(Map.of("postgres", true, "redis", false));
      assertThat(health.getMap()).containsEntry("leads", null).containsEntry("ringFree", null);
    }
  }

  @Test
  void saysWhenToComeBackWhenItShutsDown() {
    try (var events = open()) {
      events.event();
      server.shutDown();
      var last = events.event();
      while ("queue".equals(last.get("event"))) {
        last = events.event();
      }
      assertThat(last).containsEntry("event", "problem").containsKey("retry");
      assertThat(data(last).getString("code")).isEqualTo("unavailable");
      assertThat(events.block()).isEmpty();
    }
  }

  @Test
  void refusesAsAPlainProblem() {
    assertThat(server.get(EVENTS).code()).isEqualTo("admin-key-invalid");
    var unknown = new Operator(server).get("/admin/v1/queues/nothing/events");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("queue-unknown");
  }

  @Test
  void takesOnlySoManyFeedsAndForgetsThoseThatWereLeft() {
    var open = new ArrayList<EventReader>();
    try {
      for (int i = 0; i < LiveFeeds.MAX_FEEDS; i++) {
        open.add(open());
      }
      var refused = new Operator(server).get(EVENTS);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.code()).isEqualTo("overloaded");
      open.removeFirst().close();
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> {
                try (var one = open()) {
                  assertThat(one.header("Content-Type")).isEqualTo("text/event-stream");
                }
              });
    } finally {
      open.forEach(EventReader::close);
    }
  }
}
