package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminQueuesTest {

  private static final String QUEUES = "/admin/v1/queues";
  private static final String DEMO = QUEUES + "/demo";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private Operator operator;

  @BeforeEach
  void start() {
    server = EdgeServer.inFrontOf(room);
    operator = new Operator(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void makesAQueueWithTheDefaultsAndShowsIt() {
    var made = operator.put(DEMO, "{}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo(DEMO);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(room.queue("demo").settings()).isEqualTo(QueueSettings.defaults("demo"));

    var shown = operator.get(DEMO);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.header("ETag")).isEqualTo(made.header("ETag"));
    var json = shown.json();
    assertThat(json.getString("state")).isEqualTo("OPEN");
    assertThat(json.getInteger("capacity")).isEqualTo(100);
    assertThat(json.getDouble("admitPerSecond")).isEqualTo(50);
    assertThat(json.getLong("readyTtlMs")).isEqualTo(180_000);
    assertThat(json.getLong("activeTtlMs")).isEqualTo(600_000);
    assertThat(json.getLong("sessionMaxMs")).isEqualTo(1_800_000);
    assertThat(json.getLong("waitingTtlMs")).isEqualTo(1_800_000);
    assertThat(json.getString("passMode")).isEqualTo("online");
    assertThat(json.getString("audience")).isEqualTo("demo");
    assertThat(json.getInteger("maxWaiting")).isEqualTo(Limits.MAX_WAITING);
    assertThat(json.getValue("opensAt")).isNull();
  }

  @Test
  void makesAQueueAsItIsWritten() {
    var body =
        """
        {"title":"연말 콘서트","capacity":7,"admitPerSecond":0.5,"readyTtlMs":2000,"activeTtlMs":3000,
         "sessionMaxMs":4000,"waitingTtlMs":5000,"opensAt":"2099-12-24T09:00:00+09:00",
         "passMode":"offline","audience":"shop","maxWaiting":10,"unknown":true}""";
    var made = operator.put(DEMO, body, "If-None-Match", "*");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("state")).isEqualTo("SCHEDULED");
    assertThat(made.json().getString("opensAt")).isEqualTo("2099-12-24T00:00:00Z");
    var settings = room.queue("demo").settings();
    assertThat(settings.title()).isEqualTo("연말 콘서트");
    assertThat(settings.admitPerSecond()).isEqualTo(0.5);
    assertThat(settings.passMode()).isEqualTo(PassMode.OFFLINE);
    assertThat(settings.maxWaiting()).isEqualTo(10);
  }

  @Test
  void changesWhatIsWrittenAndKeepsTheRest() {
    operator.put(DEMO, "{\"title\":\"First\",\"opensAt\":\"2099-01-01T00:00:00Z\"}");
    var etag = operator.get(DEMO).header("ETag");

    var changed = operator.put(DEMO, "{\"capacity\":5}", "If-Match", etag);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isNotEqualTo(etag);
    assertThat(changed.header("Location")).isNull();
    var json = operator.get(DEMO).json();
    assertThat(json.getString("title")).isEqualTo("First");
    assertThat(json.getString("opensAt")).isEqualTo("2099-01-01T00:00:00Z");
    assertThat(json.getInteger("capacity")).isEqualTo(5);
    assertThat(json.getInteger("settingsVersion")).isEqualTo(2);
    var opened = operator.put(DEMO, "{\"opensAt\":null}", "If-Match", changed.header("ETag"));
    assertThat(opened.json().getValue("opensAt")).isNull();
  }

  @Test
  void takesWhatItShowedBackAsNoChange() {
    operator.put(DEMO, "{\"admitPerSecond\":0.25}");
    var shown = operator.get(DEMO);
    var again = operator.put(DEMO, shown.body(), "If-Match", shown.header("ETag"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("ETag")).isEqualTo(shown.header("ETag"));
  }

  @Test
  void asksForTheSettingsThatTheOperatorSaw() {
    operator.put(DEMO, "{}");
    var etag = operator.get(DEMO).header("ETag");
    operator.put(DEMO, "{\"capacity\":5}", "If-Match", etag);

    var without = operator.put(DEMO, "{\"capacity\":6}");
    assertThat(without.status()).isEqualTo(428);
    assertThat(without.code()).isEqualTo("precondition-required");
    var stale = operator.put(DEMO, "{\"capacity\":6}", "If-Match", etag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("precondition-failed");
    var onlyNew = operator.put(DEMO, "{\"capacity\":6}", "If-None-Match", "*");
    assertThat(onlyNew.status()).isEqualTo(412);
    assertThat(room.queue("demo").settings().capacity()).isEqualTo(5);
    assertThat(operator.put(DEMO, "{\"capacity\":6}", "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void doesNotMakeAQueueThatTheOperatorThoughtToBeThere() {
    var reply = operator.put(DEMO, "{}", "If-Match", "\"1-1\"");
    assertThat(reply.status()).isEqualTo(412);
    assertThat(room.queue("demo")).isNull();
  }

  @Test
  void namesEveryFieldThatIsOutOfRange() {
    var reply =
        operator.put(
            DEMO,
            """
            {"title":"","capacity":0,"admitPerSecond":-1,"readyTtlMs":1,"activeTtlMs":"long",
             "sessionMaxMs":2.5,"waitingTtlMs":99999999999,"opensAt":"tomorrow","passMode":"both",
             "audience":7,"maxWaiting":3000000000}""");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("validation-failed");
    assertThat(pointers(reply))
        .containsExactlyInAnyOrder(
            "/title",
            "/capacity",
            "/admitPerSecond",
            "/readyTtlMs",
            "/activeTtlMs",
            "/sessionMaxMs",
            "/waitingTtlMs",
            "/opensAt",
            "/passMode",
            "/audience",
            "/maxWaiting");
    assertThat(room.queue("demo")).isNull();
    assertThat(pointers(operator.put(DEMO, "{\"activeTtlMs\":20000,\"sessionMaxMs\":10000}")))
        .containsExactly("/sessionMaxMs");
  }

  private static List<String> pointers(Reply reply) {
    return reply.json().getJsonArray("errors").stream()
        .map(error -> ((JsonObject) error).getString("pointer"))
        .toList();
  }

  @Test
  void refusesANameThatIsNone() {
    var reply = operator.put(QUEUES + "/Demo_1", "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(pointers(reply)).containsExactly("#path/queueId");
  }

  @Test
  void refusesAMissingBodyAndOneThatIsTooLarge() {
    assertThat(operator.put(DEMO, null).code()).isEqualTo("json-invalid");
    var large = operator.put(DEMO, "{\"unknown\":\"" + "x".repeat(300_000) + "\"}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(operator.put(DEMO, "{\"unknown\":\"" + "x".repeat(200_000) + "\"}").status())
        .isEqualTo(201);
  }

  @Test
  void listsQueuesByNameInParts() {
    for (var name : new String[] {"c", "a", "b"}) {
      operator.put(QUEUES + "/" + name, "{}");
    }
    var first = operator.get(QUEUES + "?limit=2").json();
    assertThat(names(first)).containsExactly("a", "b");
    var second = operator.get(QUEUES + "?limit=2&cursor=" + first.getString("next")).json();
    assertThat(names(second)).containsExactly("c");
    assertThat(second.getValue("next")).isNull();
    assertThat(names(operator.get(QUEUES).json())).containsExactly("a", "b", "c");
    assertThat(operator.get(QUEUES + "?limit=0").status()).isEqualTo(400);
    assertThat(pointers(operator.get(QUEUES + "?limit=many"))).containsExactly("#query/limit");
  }

  private static List<String> names(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(queue -> ((JsonObject) queue).getString("queueId"))
        .toList();
  }

  @Test
  void tellsWhatIsAwayAndWhatIsUnknown() {
    assertThat(operator.get(DEMO).code()).isEqualTo("queue-unknown");
    room.failWith(Outcome.UNAVAILABLE);
    var away = operator.put(DEMO, "{}");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotNull();
    room.failWith(Outcome.TOO_MANY_QUEUES);
    assertThat(operator.put(DEMO, "{}").code()).isEqualTo("too-many-queues");
    room.failWith(null);
    assertThat(operator.put(DEMO, "{}").status()).isEqualTo(201);
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.OPEN);
  }

  @Test
  void waitsForTheBoardBeforeItAnswers() {
    operator.put(DEMO, "{}");
    room.lagBoardBy(1);
    var behind = operator.put(QUEUES + "/other", "{}");
    assertThat(behind.status()).isEqualTo(503);
    assertThat(behind.code()).isEqualTo("behind");
    var ahead = operator.get(DEMO + "?version=" + room.version(0) + 1);
    assertThat(ahead.code()).isEqualTo("behind");
    room.lagBoardBy(0);
    assertThat(operator.get(QUEUES + "/other").status()).isEqualTo(200);
  }
}
