package io.daegi.http.queue;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollTest {

  private static final String ME = "/v1/queues/demo/tokens/me";

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

  @Test
  void tellsAWaitingVisitorEveryFieldOfTheContract() {
    var token = server.join("demo");
    var reply = server.get(ME, bearer(token));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    var json = reply.json();
    assertThat(json.fieldNames())
        .contains(
            "queueId",
            "tokenId",
            "number",
            "lane",
            "state",
            "reason",
            "position",
            "etaMs",
            "expiresAt",
            "expiresInMs",
            "keepUntil",
            "pass",
            "pollAfterMs",
            "queueState",
            "message",
            "version",
            "asOf",
            "ageMs",
            "now");
    assertThat(json.getString("lane")).isEqualTo("general");
    assertThat(json.getValue("reason")).isNull();
    assertThat(json.getInteger("position")).isEqualTo(1);
    assertThat(json.getValue("expiresAt")).isNull();
    assertThat(json.getInstant("keepUntil")).isAfter(Instant.now());
    assertThat(json.getLong("pollAfterMs")).isBetween(800L, 1_200L);
    assertThat(json.getLong("version")).isEqualTo(room.version(0));
  }

  /** A poll with a cookie, of whatever kind, goes by the routes; one without does not. */
  @Test
  void answersAPollTheSameWithAndWithoutMoreToHeed() {
    var token = server.join("demo");
    assertThat(List.of(bearer(token), bearer(server.join("demo").substring(1)), bearer("")))
        .allSatisfy(
            shown -> {
              var plain = server.get(ME, shown);
              var heeded = server.get(ME, shown[0], shown[1], "Cookie", "other=1");
              assertThat(plain.status()).isEqualTo(heeded.status());
              assertThat(plain.response().headers().map().keySet())
                  .isEqualTo(heeded.response().headers().map().keySet());
              assertThat(steady(plain)).isEqualTo(steady(heeded));
            });
  }

  /** What does not change from one moment to the next. */
  private static JsonObject steady(Reply reply) {
    var json = reply.json();
    List.of("keepUntil", "pollAfterMs", "asOf", "ageMs", "now", "instance").forEach(json::remove);
    return json;
  }

  @Test
  void givesAPlainPollTheIdThatItsCallerGave() {
    var token = server.join("demo");
    var reply = server.get(ME, "Authorization", "Bearer " + token, "X-Request-Id", "mine-1");
    assertThat(reply.header("X-Request-Id")).isEqualTo("mine-1");
  }

  @Test
  void understandsAnAddressHoweverItIsWritten() {
    var token = server.join("demo");
    assertThat(server.get("/v1/queues/d%65mo/tokens/me", bearer(token)).status()).isEqualTo(200);
    assertThat(server.get("/v1//queues/./demo/tokens/me", bearer(token)).status()).isEqualTo(200);
    assertThat(server.get("/v1/queues/a/demo/tokens/me", bearer(token)).status()).isEqualTo(404);
    assertThat(server.get("/v1/queues//tokens/me", bearer(token)).status()).isEqualTo(404);
  }

  @Test
  void countsEveryPollAsASignOfLife() {
    var token = server.join("demo");
    int before = room.signsOfLife();
    server.get(ME, bearer(token));
    assertThat(room.signsOfLife()).isEqualTo(before + 1);
  }

  @Test
  void takesUpAVisitorWhoFellSilent() {
    var token = server.join("demo");
    room.end("demo", 1, TokenState.ABANDONED, EndReason.SILENT);
    server.get(ME, bearer(token));
    assertThat(server.get(ME, bearer(token)).json().getString("state")).isEqualTo("WAITING");
  }

  @Test
  void entersOnceItIsCalledAndShowsAPass() throws Exception {
    var token = server.join("demo");
    var early = server.post(ME + "/enter", null, bearer(token));
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("not-called");

    room.callUpTo("demo", 1);
    var called = server.get(ME, bearer(token)).json();
    assertThat(called.getString("state")).isEqualTo("READY");
    assertThat(called.getValue("pass")).isNull();
    assertThat(called.getValue("position")).isNull();
    assertThat(called.getInstant("expiresAt")).isAfter(Instant.now());

    var inside = server.post(ME + "/enter", null, bearer(token));
    assertThat(inside.status()).isEqualTo(200);
    assertThat(inside.json().getString("state")).isEqualTo("ACTIVE");
    assertThat(inside.json().getLong("expiresInMs")).isBetween(590_000L, 600_000L);
    var pass = SignedJWT.parse(inside.json().getString("pass")).getJWTClaimsSet();
    assertThat(pass.getSubject()).isEqualTo(inside.json().getString("tokenId"));
    assertThat(pass.getIssuer()).isEqualTo("http://tickets.example.com");

    var again = server.post(ME + "/enter", null, bearer(token));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().getString("pass")).isEqualTo(inside.json().getString("pass"));
  }

  @Test
  void answersAnEndedTokenWithItsEnd() {
    var token = server.join("demo");
    room.callUpTo("demo", 1);
    room.end("demo", 1, TokenState.EXPIRED, EndReason.MISSED_CALL);
    var status = server.get(ME, bearer(token));
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.json().getString("reason")).isEqualTo("missed-call");
    var enter = server.post(ME + "/enter", null, bearer(token));
    assertThat(enter.status()).isEqualTo(410);
    assertThat(enter.code()).isEqualTo("session-over");
  }

  @Test
  void refusesMissingForgedAndForeignTokens() {
    room.open("other", QueueSettings.defaults("other"));
    var token = server.join("other");
    assertThat(server.get(ME).status()).isEqualTo(401);
    assertThat(server.get(ME).code()).isEqualTo("token-missing");
    var forged = server.get(ME, bearer(token.substring(1)));
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.code()).isEqualTo("token-invalid");
    var foreign = server.get(ME, bearer(token));
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.code()).isEqualTo("wrong-queue");
  }

  @Test
  void waitsForTheVersionThatAClientHasSeen() {
    var token = server.join("demo");
    assertThat(server.get(ME + "?version=" + room.version(0), bearer(token)).status())
        .isEqualTo(200);
    var ahead = server.get(ME + "?version=" + (room.version(0) + 5), bearer(token));
    assertThat(ahead.status()).isEqualTo(503);
    assertThat(ahead.code()).isEqualTo("behind");
    var nonsense = server.get(ME + "?version=new", bearer(token));
    assertThat(nonsense.status()).isEqualTo(400);
    assertThat(nonsense.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("#query/version");
  }

  @Test
  void showsEverybodyTheQueueAndSaysWhenNothingChanged() {
    server.join("demo");
    var reply = server.get("/v1/queues/demo");
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=1");
    assertThat(reply.json().fieldNames())
        .containsExactly(
            "queueId",
            "title",
            "state",
            "opensAt",
            "servingNumber",
            "lastNumber",
            "waiting",
            "ready",
            "active",
            "capacity",
            "admitPerSecond",
            "held",
            "message",
            "asOf");
    var same = server.get("/v1/queues/demo", "If-None-Match", reply.header("ETag"));
    assertThat(same.status()).isEqualTo(304);
    assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(same.header("Date"), Instant::from))
        .isBetween(Instant.now().minusSeconds(5), Instant.now());
    server.join("demo");
    var changed = server.get("/v1/queues/demo", "If-None-Match", reply.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().getInteger("waiting")).isEqualTo(2);
  }
}
