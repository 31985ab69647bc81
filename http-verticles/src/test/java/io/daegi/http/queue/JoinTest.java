package io.daegi.http.queue;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTest {

  private static final String TOKENS = "/v1/queues/demo/tokens";
  private static final String OWN_ORIGIN = "http://tickets.example.com";

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
  void givesTheNextNumberATokenAndAVisitor() {
    server.join("demo");
    var reply = server.post(TOKENS, null);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo("/v1/queues/demo/tokens/me");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    var json = reply.json();
    assertThat(json.getInteger("number")).isEqualTo(2);
    assertThat(json.getInteger("position")).isEqualTo(2);
    assertThat(json.getString("state")).isEqualTo("WAITING");
    assertThat(json.getString("token")).isNotBlank();
    assertThat(json.getString("visitor")).isNotBlank();
    assertThat(reply.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void givesTheSamePlaceToAVisitorWhoJoinsAgain() {
    var first = server.post(TOKENS, "{}").json();
    var again = server.post(TOKENS, "{}", "Daegi-Visitor", first.getString("visitor"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().getInteger("number")).isEqualTo(first.getInteger("number"));
    assertThat(again.json().getString("tokenId")).isEqualTo(first.getString("tokenId"));
  }

  @Test
  void givesTheSamePlaceToARepeatedKeyAndAnotherToAnotherKey() {
    var key = UUID.randomUUID().toString();
    var first = server.post(TOKENS, null, "Idempotency-Key", key);
    var again = server.post(TOKENS, null, "Idempotency-Key", key);
    var other = server.post(TOKENS, null, "Idempotency-Key", UUID.randomUUID().toString());
    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().getString("token")).isEqualTo(first.json().getString("token"));
    assertThat(other.json().getInteger("number")).isEqualTo(2);
  }

  @Test
  void showsAPlaceTwoMinutesLaterOnlyToItsVisitorAndNotToItsKeyAlone() {
    var key = UUID.randomUUID().toString();
    var first = server.post(TOKENS, null, "Idempotency-Key", key);
    room.ageJoinsTo(120_000);
    assertThat(server.post(TOKENS, null, "Idempotency-Key", key).status()).isEqualTo(200);
    room.ageJoinsTo(120_001);
    var late = server.post(TOKENS, null, "Idempotency-Key", key);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("idempotency-key-expired");
    var visitor = first.json().getString("visitor");
    var known = server.post(TOKENS, null, "Idempotency-Key", key, "Daegi-Visitor", visitor);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.json().getInteger("number")).isEqualTo(1);
  }

  @Test
  void refusesAKeyThatOthersMightGuess() {
    var reply = server.post(TOKENS, null, "Idempotency-Key", "order-1");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("idempotency-key-weak");
  }

  @Test
  void refusesAVisitorThatWeDidNotSign() {
    var reply = server.post(TOKENS, null, "Daegi-Visitor", "somebody-else");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.code()).isEqualTo("token-invalid");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
  }

  @Test
  void givesBrowsersCookiesAndNoCredentialInTheBody() {
    var reply = server.post(TOKENS, "{}", "Daegi-Client", "web");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().containsKey("token")).isFalse();
    assertThat(reply.json().containsKey("visitor")).isFalse();
    assertThat(reply.headers("Set-Cookie"))
        .hasSize(2)
        .allSatisfy(c -> assertThat(c).containsIgnoringCase("Path=/; HttpOnly; SameSite=Lax"))
        .noneSatisfy(c -> assertThat(c).contains("Secure"));
  }

  @Test
  void givesHostCookiesOverHttps() {
    try (var secure =
        EdgeServer.inFrontOf(
            room,
            c ->
                io.daegi.http.edge.HttpConfig.defaults(
                    c.host(), 0, "https://tickets.example.com", c.adminKey()))) {
      var reply = secure.post(TOKENS, "{}", "Daegi-Client", "web");
      assertThat(reply.headers("Set-Cookie"))
          .hasSize(2)
          .allSatisfy(c -> assertThat(c).startsWith("__Host-").contains("Secure"));
    }
  }

  @Test
  void lookUpAndLeaveWorkByCookieFromTheOwnPageOnly() {
    var cookies = cookies();
    var status = server.get(TOKENS + "/me", "Cookie", cookies);
    assertThat(status.status()).isEqualTo(200);

    var foreign =
        server.delete(TOKENS + "/me", "Cookie", cookies, "Origin", "https://evil.example");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.code()).isEqualTo("origin-not-allowed");
    assertThat(server.delete(TOKENS + "/me", "Cookie", cookies).code())
        .isEqualTo("origin-not-allowed");
    var form =
        server.post(
            TOKENS + "/me/enter",
            "a=b",
            "Cookie",
            cookies,
            "Origin",
            OWN_ORIGIN,
            "Content-Type",
            "text/plain");
    assertThat(form.status()).isEqualTo(415);

    var own = server.delete(TOKENS + "/me", "Cookie", cookies, "Origin", OWN_ORIGIN);
    assertThat(own.status()).isEqualTo(204);
  }

  @Test
  void aBrowserJoinsAgainByItsCookies() {
    var cookies = cookies();
    var again =
        server.post(TOKENS, "{}", "Daegi-Client", "web", "Cookie", cookies, "Origin", server.url());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().getInteger("number")).isEqualTo(1);
  }

  @Test
  void aBrowserWithCookiesOfAnotherRoomStartsAnew() {
    var reply =
        server.post(
            TOKENS,
            "{}",
            "Daegi-Client",
            "web",
            "Origin",
            OWN_ORIGIN,
            "Cookie",
            "daegi-visitor=made-elsewhere; daegi-token-demo=made-elsewhere");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.headers("Set-Cookie")).hasSize(2).noneMatch(c -> c.contains("elsewhere"));
  }

  @Test
  void refusesACookieAndABearerThatDisagree() {
    var cookies = cookies();
    var other = server.join("demo");
    var reply = server.get(TOKENS + "/me", "Cookie", cookies, "Authorization", "Bearer " + other);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("ambiguous-credentials");
  }

  @Test
  void saysWhyAQueueTakesNobody() {
    assertThat(server.post("/v1/queues/nowhere/tokens", null).code()).isEqualTo("queue-unknown");
    assertThat(server.post("/v1/queues/No%20Where/tokens", null).status()).isEqualTo(404);

    var opensAtMs = System.currentTimeMillis() + 60_000;
    var d = QueueSettings.defaults("later");
    room.open(
        "later",
        new QueueSettings(
            "later", 1, 1, 1_000, 1_000, 1_000, 1_000, opensAtMs, d.passMode(), "later", 1));
    var early = server.post("/v1/queues/later/tokens", null);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("queue-not-open");
    assertThat(early.json().getInstant("opensAt").toEpochMilli()).isEqualTo(opensAtMs);

    room.open(
        "small",
        new QueueSettings("small", 1, 1, 1_000, 1_000, 1_000, 1_000, 0, d.passMode(), "small", 1));
    server.join("small");
    assertThat(server.post("/v1/queues/small/tokens", null).code()).isEqualTo("queue-full");

    assertThat(room.changeState("demo", QueueState.CLOSED, "").succeeded()).isTrue();
    assertThat(server.post(TOKENS, null).code()).isEqualTo("queue-closed");
  }

  @Test
  void tellsOverloadWithATimeToComeBack() {
    room.failWith(Outcome.OVERLOADED);
    var reply = server.post(TOKENS, null);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("overloaded");
    assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 3);
    assertThat(reply.json().getLong("retryAfterMs")).isBetween(1L, 3_000L);
  }

  @Test
  void doesNotTellANumberThatItsBoardDoesNotShowYet() {
    room.lagBoardBy(1);
    var reply = server.post(TOKENS, null);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("behind");
  }

  @Test
  void leavesOnceAndSaysSoAgain() {
    var token = server.join("demo");
    assertThat(server.delete(TOKENS + "/me", bearer(token)).status()).isEqualTo(204);
    assertThat(server.delete(TOKENS + "/me", bearer(token)).status()).isEqualTo(204);
    var status = server.get(TOKENS + "/me", bearer(token)).json();
    assertThat(status.getString("state")).isEqualTo("LEFT");
    assertThat(status.getString("reason")).isEqualTo("left");
  }

  private String cookies() {
    var set = server.post(TOKENS, "{}", "Daegi-Client", "web").headers("Set-Cookie");
    return String.join("; ", set.stream().map(c -> c.substring(0, c.indexOf(';'))).toList());
  }
}
