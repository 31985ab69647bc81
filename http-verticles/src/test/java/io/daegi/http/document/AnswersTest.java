package io.daegi.http.document;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of the real server, held against the OpenAPI document that it serves. */
class AnswersTest {

  private static final String TOKENS = "/v1/queues/demo/tokens";
  private static final String ME = TOKENS + "/me";
  private static final String ADMIN = "/admin/v1/queues";
  private static final String AUDIT = "/admin/v1/audit";
  private static final String GALA =
      """
      {"title":"Gala","queueId":"demo","currency":"KRW",
       "shows":[{"date":"2026-12-24","startsAt":"2026-12-24T19:00:00+09:00",
                 "sections":[{"name":"A","rows":2,"seatsPerRow":5,"price":50000}]}]}""";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private Operator operator;
  private ApiDocument document;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
    operator = new Operator(server);
    document = ApiDocument.openApi(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply check(int status, String operation, Reply reply) {
    return document.check(status, operation, reply);
  }

  @Test
  void fitOfAQueue() {
    var operation = "GET /v1/queues/{queueId}";
    var queue = check(200, operation, server.get("/v1/queues/demo"));
    check(304, operation, server.get("/v1/queues/demo", "If-None-Match", queue.header("ETag")));
    check(404, operation, server.get("/v1/queues/nothing"));
    room.open("later", scheduled());
    operator.put(ADMIN + "/demo/message", "{\"message\":\"Soon\"}");
    check(200, operation, server.get("/v1/queues/later"));
    check(200, operation, server.get("/v1/queues/demo"));
  }

  private static QueueSettings scheduled() {
    var d = QueueSettings.defaults("later");
    return new QueueSettings(
        d.title(),
        d.capacity(),
        d.admitPerSecond(),
        d.readyTtlMs(),
        d.activeTtlMs(),
        d.sessionMaxMs(),
        d.waitingTtlMs(),
        System.currentTimeMillis() + 3_600_000,
        d.passMode(),
        d.audience(),
        1);
  }

  @Test
  void fitOfAJoin() {
    var operation = "POST /v1/queues/{queueId}/tokens";
    var first = check(201, operation, server.post(TOKENS, "{}")).json();
    check(200, operation, server.post(TOKENS, null, "Daegi-Visitor", first.getString("visitor")));
    var browser =
        check(
            201,
            operation,
            server.post(
                TOKENS, "{}", "Daegi-Client", "web", "Origin", "http://tickets.example.com"));
    assertThat(browser.headers("Set-Cookie")).hasSize(2);
    check(400, operation, server.post(TOKENS, "["));
    check(400, operation, server.post(TOKENS, null, "Idempotency-Key", "1"));
    check(401, operation, server.post(TOKENS, null, "Daegi-Visitor", "forged"));
    check(404, operation, server.post("/v1/queues/nothing/tokens", null));
    check(413, operation, server.post(TOKENS, "{\"a\":\"" + "x".repeat(17_000) + "\"}"));
    check(415, operation, server.post(TOKENS, "a", "Content-Type", "text/plain"));
    room.open("later", scheduled());
    var early = check(409, operation, server.post("/v1/queues/later/tokens", null));
    assertThat(early.json().getString("opensAt")).isNotNull();
    room.failWith(Outcome.OVERLOADED);
    check(503, operation, server.post(TOKENS, null));
    room.failWith(null);
    room.changeState("demo", QueueState.DRAINING, "").await();
    check(409, operation, server.post(TOKENS, null));
  }

  @Test
  void fitOfATokenInEveryState() {
    var get = "GET /v1/queues/{queueId}/tokens/me";
    var enter = "POST /v1/queues/{queueId}/tokens/me/enter";
    var token = bearer(server.join("demo"));
    check(200, get, server.get(ME, token));
    check(401, get, server.get(ME));
    check(401, get, server.get(ME, bearer("forged")));
    check(400, get, server.get(ME + "?version=x", token));
    room.open("other", QueueSettings.defaults("other"));
    check(403, get, server.get(ME, bearer(server.join("other"))));
    check(503, get, server.get(ME + "?version=" + (room.version(0) + 1), token));
    check(409, enter, server.post(ME + "/enter", null, token));
    room.callUpTo("demo", 1);
    check(200, get, server.get(ME, token));
    var inside = check(200, enter, server.post(ME + "/enter", null, token));
    assertThat(inside.json().getString("pass")).isNotNull();
    check(200, get, server.get(ME, token));
    room.end("demo", 1, TokenState.EXPIRED, EndReason.SESSION_OVER);
    check(410, enter, server.post(ME + "/enter", null, token));
    check(200, get, server.get(ME, token));
    check(401, enter, server.post(ME + "/enter", null));
  }

  @Test
  void fitOfLeavingAndOfTickets() {
    var delete = "DELETE /v1/queues/{queueId}/tokens/me";
    var tickets = "POST /v1/queues/{queueId}/tokens/me/tickets";
    var token = bearer(server.join("demo"));
    check(201, tickets, server.post(ME + "/tickets", null, token));
    check(401, tickets, server.post(ME + "/tickets", null));
    check(401, delete, server.delete(ME));
    check(204, delete, server.delete(ME, token));
    check(204, delete, server.delete(ME, token));
    check(204, "GET /v1/queues/{queueId}/tokens/me/events", server.get(ME + "/events", token));
    check(
        200, "GET /v1/queues/{queueId}/tokens/me/events", server.get(ME + "/events?token=forged"));
    check(426, "GET /v1/queues/{queueId}/tokens/me/socket", server.get(ME + "/socket", token));
  }

  @Test
  void fitOfTheRoomWithoutScripts() {
    var show = "GET /queues/{queueId}/plain";
    check(200, show, server.get("/queues/demo/plain"));
    check(404, show, server.get("/queues/nothing/plain"));
    check(400, show, server.get("/queues/demo/plain?version=x"));
    var cookie = "daegi-token-demo=" + server.join("demo");
    var form = new String[] {"Origin", "http://tickets.example.com", "Cookie", cookie};
    for (var verb : new String[] {"join", "enter", "leave"}) {
      var operation = "POST /queues/{queueId}/" + verb;
      check(403, operation, server.post("/queues/demo/" + verb, null));
      room.callUpTo("demo", 1);
      check(303, operation, server.post("/queues/demo/" + verb, null, form));
    }
  }

  @Test
  void fitOfAdminsQueues() {
    var list = "GET /admin/v1/queues";
    var get = "GET /admin/v1/queues/{queueId}";
    var put = "PUT /admin/v1/queues/{queueId}";
    check(200, list, operator.get(ADMIN));
    check(400, list, operator.get(ADMIN + "?limit=x"));
    check(401, list, server.get(ADMIN));
    var shown = check(200, get, operator.get(ADMIN + "/demo"));
    check(404, get, operator.get(ADMIN + "/nothing"));
    check(400, get, operator.get(ADMIN + "/demo?version=x"));
    check(201, put, operator.put(ADMIN + "/new", "{\"opensAt\":\"2099-01-01T00:00:00Z\"}"));
    check(200, put, operator.put(ADMIN + "/new", "{\"passMode\":\"offline\"}", "If-Match", "*"));
    check(
        200,
        put,
        operator.put(ADMIN + "/demo", "{\"capacity\":9}", "If-Match", shown.header("ETag")));
    check(
        412,
        put,
        operator.put(ADMIN + "/demo", "{\"capacity\":8}", "If-Match", shown.header("ETag")));
    check(428, put, operator.put(ADMIN + "/demo", "{}"));
    check(400, put, operator.put(ADMIN + "/bad", "{\"capacity\":0}"));
    check(413, put, operator.put(ADMIN + "/bad", "{\"a\":\"" + "x".repeat(300_000) + "\"}"));
    check(415, put, operator.put(ADMIN + "/bad", "a", "Content-Type", "text/plain"));
    room.failWith(Outcome.TOO_MANY_QUEUES);
    check(409, put, operator.put(ADMIN + "/bad", "{}"));
    room.failWith(Outcome.UNKNOWN);
    check(503, put, operator.put(ADMIN + "/bad", "{}"));
    for (int i = 0; i < 100; i++) {
      var wrong = server.get(ADMIN, bearer("wrong-" + i));
      document.check(list, wrong);
      if (wrong.status() == 429) {
        return;
      }
    }
    throw new AssertionError("nobody was slowed down");
  }

  @Test
  void fitOfAdminsSession() {
    var path = "/admin/v1/session";
    var post = "POST " + path;
    var key = "{\"key\":\"" + EdgeServer.ADMIN_KEY + "\"}";
    var origin = new String[] {"Origin", "http://tickets.example.com"};
    var signedIn = check(200, post, server.post(path, key, origin));
    var cookie = signedIn.header("Set-Cookie").replaceAll(";.*", "");
    check(400, post, server.post(path, "{}", origin));
    check(401, post, server.post(path, "{\"key\":\"wrong\"}", origin));
    check(403, post, server.post(path, key));
    check(413, post, server.post(path, "{\"a\":\"" + "x".repeat(17_000) + "\"}", origin));
    check(200, "GET " + path, server.get(path, "Cookie", cookie));
    check(200, "GET " + path, operator.get(path));
    check(401, "GET " + path, server.get(path));
    check(204, "DELETE " + path, server.delete(path, origin));
    check(403, "DELETE " + path, server.delete(path));
    check(
        403,
        "POST /admin/v1/queues/{queueId}/pause",
        server.post(ADMIN + "/demo/pause", "{}", "Cookie", cookie));
  }

  @Test
  void fitOfAVisitorWhomOperatorsLookFor() {
    var get = "GET /admin/v1/queues/{queueId}/tokens/{token}";
    server.join("demo");
    check(200, get, operator.get(ADMIN + "/demo/tokens/1"));
    room.callUpTo("demo", 1);
    check(200, get, operator.get(ADMIN + "/demo/tokens/1"));
    room.end("demo", 1, TokenState.EXPIRED, EndReason.SESSION_OVER);
    check(200, get, operator.get(ADMIN + "/demo/tokens/1"));
    check(404, get, operator.get(ADMIN + "/demo/tokens/2"));
    check(401, get, server.get(ADMIN + "/demo/tokens/1"));
  }

  @Test
  void fitOfAdminsCommands() {
    for (var verb : new String[] {"pause", "resume", "drain", "close"}) {
      var operation = "POST /admin/v1/queues/{queueId}/" + verb;
      check(412, operation, operator.post(ADMIN + "/demo/" + verb, null, "If-Match", "\"0\""));
      check(200, operation, operator.post(ADMIN + "/demo/" + verb, "{\"reason\":\"test\"}"));
      check(404, operation, operator.post(ADMIN + "/nothing/" + verb, null));
      check(400, operation, operator.post(ADMIN + "/demo/" + verb, "{\"reason\":1}"));
      check(401, operation, server.post(ADMIN + "/demo/" + verb, null));
    }
    check(409, "POST /admin/v1/queues/{queueId}/pause", operator.post(ADMIN + "/demo/pause", null));
    var message = "PUT /admin/v1/queues/{queueId}/message";
    check(200, message, operator.put(ADMIN + "/demo/message", "{\"message\":\"Soon\"}"));
    check(400, message, operator.put(ADMIN + "/demo/message", "{}"));
    var late = "{\"message\":\"Late\"}";
    check(412, message, operator.put(ADMIN + "/demo/message", late, "If-Match", "\"0\""));
    check(404, message, operator.put(ADMIN + "/nothing/message", "{\"message\":\"Soon\"}"));
    check(404, "GET /admin/v1/queues/{queueId}/events", operator.get(ADMIN + "/nothing/events"));
  }

  @Test
  void fitOfConcertsAndTheTrail() {
    var put = "PUT /admin/v1/concerts/{concertId}";
    var audit = "GET " + AUDIT;
    check(201, put, operator.put("/admin/v1/concerts/gala", GALA));
    check(200, put, operator.put("/admin/v1/concerts/gala", GALA));
    var get = "GET /admin/v1/concerts/{concertId}";
    check(200, get, operator.get("/admin/v1/concerts/gala"));
    check(401, get, server.get("/admin/v1/concerts/gala"));
    check(404, get, operator.get("/admin/v1/concerts/nothing"));
    check(412, put, operator.put("/admin/v1/concerts/gala", GALA, "If-Match", "\"0\""));
    check(400, put, operator.put("/admin/v1/concerts/gala", "{}"));
    check(401, put, server.put("/admin/v1/concerts/gala", GALA));
    operator.post(ADMIN + "/demo/pause", "{\"reason\":\"test\"}");
    operator.put(ADMIN + "/new", "{}");
    operator.put(ADMIN + "/new", "{\"capacity\":2}", "If-Match", "*");
    operator.put(ADMIN + "/new/message", "{\"message\":\"Soon\"}");
    var trail = check(200, audit, operator.get(AUDIT));
    assertThat(trail.json().getJsonArray("items")).hasSize(6);
    check(200, audit, operator.get(AUDIT + "?limit=1"));
    check(400, audit, operator.get(AUDIT + "?limit=0"));
    server.booking().setAway(true);
    check(503, audit, operator.get(AUDIT));
    check(503, put, operator.put("/admin/v1/concerts/gala", GALA));
  }

  @Test
  void fitOfWhatTheServerSaysOfItself() {
    for (var path :
        new String[] {
          "/.well-known/jwks.json",
          "/problems",
          "/problems.css",
          "/openapi.yaml",
          "/asyncapi.yaml",
          "/daegi.js"
        }) {
      var reply = check(200, "GET " + path, server.get(path));
      check(304, "GET " + path, server.get(path, "If-None-Match", reply.header("ETag")));
    }
    check(200, "GET /problems/{code}", server.get("/problems/seat-taken"));
    check(404, "GET /problems/{code}", server.get("/problems/nonsense"));
  }
}
