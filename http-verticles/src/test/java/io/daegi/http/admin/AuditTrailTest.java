package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated
class AuditTrailTest {

  private static final String AUDIT = "/admin/v1/audit";
  private static final String DEMO = "/admin/v1/queues/demo";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private Operator operator;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
    operator = new Operator(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<JsonObject> acts() {
    return operator.get(AUDIT).json().getJsonArray("items").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  @Test
  void tellsWhoChangedWhatFromWhatToWhatAndWhy() {
    operator.post(
        DEMO + "/pause",
        "{\"reason\":\"the shop is slow\"}",
        "Daegi-Operator",
        "night shift",
        "X-Request-Id",
        "request-7");

    assertThat(acts())
        .singleElement()
        .satisfies(
            act -> {
              assertThat(act.getString("who")).isEqualTo("night shift");
              assertThat(act.getString("address")).isEqualTo("127.0.0.1");
              assertThat(act.getString("requestId")).isEqualTo("request-7");
              assertThat(act.getString("what")).isEqualTo("queue-paused");
              assertThat(act.getString("subject")).isEqualTo("queues/demo");
              assertThat(act.getJsonObject("before").getString("state")).isEqualTo("OPEN");
              assertThat(act.getJsonObject("after").getString("state")).isEqualTo("PAUSED");
              assertThat(act.getString("why")).isEqualTo("the shop is slow");
              assertThat(act.getInstant("at")).isNotNull();
            });
  }

  @Test
  void notesEveryKindOfChange() {
    operator.put("/admin/v1/queues/new", "{\"capacity\":3}");
    operator.put(
        DEMO,
        "{\"capacity\":5,\"reason\":\"more staff\"}",
        "If-Match",
        operator.get(DEMO).header("ETag"));
    operator.put(DEMO + "/message", "{\"message\":\"Soon\"}");
    operator.put("/admin/v1/concerts/gala", ConcertAdminTest.GALA);
    operator.put("/admin/v1/concerts/gala", ConcertAdminTest.GALA);

    assertThat(acts())
        .extracting(act -> act.getString("what"))
        .containsExactly(
            "concert-changed",
            "concert-created",
            "queue-message-changed",
            "queue-settings-changed",
            "queue-created");
    var settings = acts().get(3);
    assertThat(settings.getJsonObject("before").getInteger("capacity")).isEqualTo(100);
    assertThat(settings.getJsonObject("after").getInteger("capacity")).isEqualTo(5);
    assertThat(settings.getString("why")).isEqualTo("more staff");
    assertThat(settings.getString("who")).isEqualTo("admin");
    var created = acts().get(4);
    assertThat(created.getValue("before")).isNull();
    assertThat(created.getJsonObject("after").getInteger("capacity")).isEqualTo(3);
  }

  @Test
  void notesNothingThatWasRefused() {
    operator.put(DEMO, "{\"capacity\":5}");
    operator.put(DEMO, "{\"capacity\":0}", "If-Match", "*");
    operator.post(DEMO + "/pause", "{\"reason\":1}");
    server.post(DEMO + "/pause", null);
    assertThat(acts()).isEmpty();
  }

  @Test
  void listsNewestFirstInParts() {
    for (int i = 1; i <= 3; i++) {
      operator.put(DEMO + "/message", "{\"message\":\"" + i + "\"}");
    }
    var first = operator.get(AUDIT + "?limit=2").json();
    assertThat(first.getJsonArray("items")).hasSize(2);
    var second = operator.get(AUDIT + "?limit=2&cursor=" + first.getString("next")).json();
    assertThat(second.getJsonArray("items")).hasSize(1);
    assertThat(second.getValue("next")).isNull();
    assertThat(operator.get(AUDIT + "?limit=101").code()).isEqualTo("validation-failed");
  }

  @Test
  void refusesAnOperatorsNameThatIsNone() {
    var reply = operator.post(DEMO + "/pause", null, "Daegi-Operator", "x".repeat(101));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("#header/Daegi-Operator");
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.OPEN);
  }

  @Test
  void pausesAQueueWhileTheDatabaseIsAwayAndLogsTheMissedNote() {
    var log = (Logger) LoggerFactory.getLogger(AuditTrail.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    log.addAppender(lines);
    try {
      server.booking().setAway(true);

      var reply = operator.post(DEMO + "/pause", "{\"reason\":\"database down\"}");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(room.queue("demo").state()).isEqualTo(QueueState.PAUSED);
      assertThat(lines.list)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.getFormattedMessage()).contains("queue-paused", "database down"));
      var trail = operator.get(AUDIT);
      assertThat(trail.status()).isEqualTo(503);
      assertThat(trail.header("Retry-After")).isNotNull();
    } finally {
      log.detachAppender(lines);
    }
  }
}
