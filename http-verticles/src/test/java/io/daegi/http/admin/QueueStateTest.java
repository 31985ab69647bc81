package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueStateTest {

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

  @Test
  void leadsAQueueThroughItsStates() {
    for (var step :
        new String[][] {
          {"pause", "PAUSED"}, {"resume", "OPEN"}, {"drain", "DRAINING"}, {"close", "CLOSED"}
        }) {
      var reply = operator.post(DEMO + "/" + step[0], "{\"reason\":\"as planned\"}");
      assertThat(reply.status()).as(step[0]).isEqualTo(200);
      assertThat(reply.json().getString("state")).isEqualTo(step[1]);
      assertThat(operator.get(DEMO).json().getString("state")).isEqualTo(step[1]);
    }
  }

  @Test
  void pausesWithoutABodyAndAgainWithoutEffect() {
    assertThat(operator.post(DEMO + "/pause", null).status()).isEqualTo(200);
    assertThat(operator.post(DEMO + "/pause", null).status()).isEqualTo(200);
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.PAUSED);
    var acts = operator.get("/admin/v1/audit").json().getJsonArray("items");
    assertThat(acts).hasSize(1);
  }

  @Test
  void refusesToOpenWhatIsClosed() {
    operator.post(DEMO + "/close", null);
    var reply = operator.post(DEMO + "/resume", null);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("wrong-state");
    assertThat(reply.json().getString("queueState")).isEqualTo("CLOSED");
  }

  @Test
  void refusesAnUnknownQueueAndAReasonThatIsNone() {
    assertThat(operator.post("/admin/v1/queues/nothing/pause", null).code())
        .isEqualTo("queue-unknown");
    var number = operator.post(DEMO + "/pause", "{\"reason\":7}");
    assertThat(number.code()).isEqualTo("validation-failed");
    var tooLong = operator.post(DEMO + "/pause", "{\"reason\":\"" + "x".repeat(501) + "\"}");
    assertThat(tooLong.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/reason");
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.OPEN);
  }

  @Test
  void changesAStateOnlyForWhoeverSawTheLastOneWhateverElseChanged() {
    var etag = operator.get(DEMO).header("ETag");
    var paused = operator.post(DEMO + "/pause", null, "If-Match", etag);
    assertThat(paused.status()).isEqualTo(200);
    assertThat(operator.post(DEMO + "/pause", null, "If-Match", etag).status()).isEqualTo(200);

    var stale = operator.post(DEMO + "/close", null, "If-Match", etag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.code()).isEqualTo("precondition-failed");
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.PAUSED);
    operator.put(DEMO + "/message", "{\"message\":\"Soon\"}");
    var resumed = operator.post(DEMO + "/resume", null, "If-Match", paused.header("ETag"));
    assertThat(resumed.json().getString("state")).isEqualTo("OPEN");
    assertThat(resumed.json().getString("etag")).isEqualTo(resumed.header("ETag"));
    assertThat(operator.post(DEMO + "/pause", null, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(operator.post(DEMO + "/pause", null, "If-Match", "*").status()).isEqualTo(200);
  }

  @Test
  void putsAMessageOnlyInPlaceOfTheOneThatWasSeen() {
    var etag = operator.get(DEMO).header("ETag");
    operator.post(DEMO + "/pause", null);
    var path = DEMO + "/message";
    assertThat(operator.put(path, "{\"message\":\"Soon\"}", "If-Match", etag).status())
        .isEqualTo(200);
    var stale = operator.put(path, "{\"message\":\"Later\"}", "If-Match", etag);
    assertThat(stale.status()).isEqualTo(412);
    assertThat(room.queue("demo").message()).isEqualTo("Soon");
    var settings = operator.put(DEMO, "{\"capacity\":5}", "If-Match", etag);
    assertThat(settings.status()).isEqualTo(200);
  }

  @Test
  void showsAMessageToTheWaitingAndTakesItAway() {
    var said = operator.put(DEMO + "/message", "{\"message\":\"15분 지연됩니다\"}");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.json().getString("message")).isEqualTo("15분 지연됩니다");
    assertThat(server.get("/v1/queues/demo").json().getString("message")).isEqualTo("15분 지연됩니다");
    var silent = operator.put(DEMO + "/message", "{\"message\":null}");
    assertThat(silent.json().getValue("message")).isNull();
    assertThat(server.get("/v1/queues/demo").json().getValue("message")).isNull();
  }

  @Test
  void refusesAMessageThatIsMissingOrTooLong() {
    assertThat(operator.put(DEMO + "/message", "{}").code()).isEqualTo("validation-failed");
    assertThat(operator.put(DEMO + "/message", "{\"message\":[]}").status()).isEqualTo(400);
    assertThat(
            operator.put(DEMO + "/message", "{\"message\":\"" + "x".repeat(501) + "\"}").status())
        .isEqualTo(400);
    assertThat(room.queue("demo").message()).isNull();
  }
}
