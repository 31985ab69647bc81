package io.daegi.http.admin;

import static io.daegi.http.fixture.EventReader.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.HttpServices;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AdminSessionTest {

  private static final String SESSION = "/admin/v1/session";
  private static final String QUEUES = "/admin/v1/queues";
  private static final String PAUSE = "/admin/v1/queues/demo/pause";
  private static final String OURS = "http://tickets.example.com";
  private static final String SHOP = "https://shop.example.com";
  private static final long MINUTE_MS = 60_000;

  private final InMemoryRoom room = new InMemoryRoom();
  private final AtomicLong nowMs = new AtomicLong(System.currentTimeMillis());
  private final List<EdgeServer> servers = new ArrayList<>();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = edge(EdgeServer.ADMIN_KEY, OURS);
  }

  @AfterEach
  void stop() {
    servers.forEach(EdgeServer::close);
  }

  private EdgeServer edge(String adminKey, String publicUrl) {
    var edge =
        EdgeServer.inFrontOf(
            room,
            config ->
                HttpConfig.defaults("127.0.0.1", 0, publicUrl, adminKey).toBuilder()
                    .allowedOrigins(Set.of(SHOP))
                    .build(),
            this::onOurClock);
    servers.add(edge);
    return edge;
  }

  private HttpServices onOurClock(HttpServices services) {
    InstantSource clock = () -> Instant.ofEpochMilli(nowMs.get());
    return HttpServices.of(
        services.config(),
        clock,
        services.board(),
        services.engines(),
        services.booking(),
        services.keys(),
        services.meters());
  }

  private Reply signIn(EdgeServer edge, String key, String name) {
    var body = new JsonObject().put("key", key).put("name", name);
    return edge.post(SESSION, body.encode(), "Origin", OURS);
  }

  private String cookie() {
    return cookieOf(signIn(server, EdgeServer.ADMIN_KEY, "Night shift"));
  }

  private static String cookieOf(Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return reply.header("Set-Cookie").replaceAll(";.*", "");
  }

  private Reply pause(String cookie, String... headers) {
    var all = new ArrayList<>(List.of("Cookie", cookie));
    all.addAll(List.of(headers));
    return server.post(PAUSE, "{}", all.toArray(String[]::new));
  }

  @Test
  void givesACookieForTheKeyThatNoScriptAndNoOtherSiteCanUse() {
    var reply = signIn(server, EdgeServer.ADMIN_KEY, "Night shift");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("name")).isEqualTo("Night shift");
    assertThat(reply.json().getInstant("endsAt"))
        .isEqualTo(Instant.ofEpochMilli(nowMs.get() + AdminSessions.LIFE_MS));
    assertThat(reply.header("Set-Cookie"))
        .startsWith("daegi-admin=")
        .containsIgnoringCase("; HttpOnly")
        .contains("; Path=/", "; SameSite=Strict", "; Max-Age=1800")
        .doesNotContain("Secure", "Domain", EdgeServer.ADMIN_KEY);
    assertThat(reply.body()).doesNotContain(cookieOf(reply));

    var secure = edge(EdgeServer.ADMIN_KEY, "https://tickets.example.com");
    var body = new JsonObject().put("key", EdgeServer.ADMIN_KEY).encode();
    assertThat(
            secure
                .post(SESSION, body, "Origin", "https://tickets.example.com")
                .header("Set-Cookie"))
        .startsWith("__Host-daegi-admin=")
        .containsIgnoringCase("; HttpOnly")
        .contains("; Secure", "; Path=/", "; SameSite=Strict");
  }

  @Test
  void letsTheCookieReadAndWriteWhatTheKeyMay() {
    var cookie = cookie();
    assertThat(server.get(QUEUES, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(server.get(SESSION, "Cookie", cookie).json().getString("name"))
        .isEqualTo("Night shift");
    assertThat(pause(cookie, "Origin", OURS).status()).isEqualTo(200);
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.PAUSED);
    assertThat(pause(cookie, "Origin", server.url()).status()).isEqualTo(200);
  }

  @Test
  void changesNothingForAnyOtherPage() {
    var cookie = cookie();
    for (var origin :
        new String[] {SHOP, "null", "https://evil.example", "http://tickets.example.com.evil"}) {
      var reply = pause(cookie, "Origin", origin);
      assertThat(reply.status()).as(origin).isEqualTo(403);
      assertThat(reply.code()).isEqualTo("origin-not-allowed");
    }
    assertThat(pause(cookie).status()).isEqualTo(403);
    assertThat(pause(cookie, "Origin", OURS, "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(server.post(PAUSE, null, "Cookie", cookie, "Origin", OURS).status()).isEqualTo(415);
    assertThat(
            server.put(QUEUES + "/demo/message", "{\"message\":\"x\"}", "Cookie", cookie).status())
        .isEqualTo(403);
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.OPEN);
  }

  @Test
  void signsInAndOutOnOurOwnPagesOnly() {
    var body = new JsonObject().put("key", EdgeServer.ADMIN_KEY).encode();
    for (var origin : new String[] {SHOP, "https://evil.example"}) {
      assertThat(server.post(SESSION, body, "Origin", origin).status()).isEqualTo(403);
      assertThat(server.delete(SESSION, "Origin", origin).status()).isEqualTo(403);
    }
    assertThat(server.post(SESSION, body).status()).isEqualTo(403);
    assertThat(server.post(SESSION, "{}", "Origin", OURS).status()).isEqualTo(400);
    assertThat(signIn(server, EdgeServer.ADMIN_KEY, " \t").status()).isEqualTo(400);
    assertThat(signIn(server, EdgeServer.ADMIN_KEY, "a\nb").status()).isEqualTo(400);
    assertThat(signIn(server, EdgeServer.ADMIN_KEY, "x".repeat(101)).status()).isEqualTo(400);

    for (int time = 0; time < 2; time++) {
      var out = server.delete(SESSION, "Origin", OURS);
      assertThat(out.status()).isEqualTo(204);
      assertThat(out.header("Set-Cookie")).startsWith("daegi-admin=;").contains("; Max-Age=0");
    }
  }

  @Test
  void isTakenByEveryEdgeWithTheSameKeyAndByNoneWithAnother() {
    var cookie = cookie();
    assertThat(edge(EdgeServer.ADMIN_KEY, OURS).get(QUEUES, "Cookie", cookie).status())
        .isEqualTo(200);
    assertThat(edge("a-new-key", OURS).get(QUEUES, "Cookie", cookie).status()).isEqualTo(401);
  }

  @Test
  void refusesACookieThatWeDidNotMake() {
    var cookie = cookie();
    int first = cookie.indexOf('=') + 1;
    for (int at : new int[] {first, first + 4, first + 14, first + 24, cookie.length() - 2}) {
      var altered = new StringBuilder(cookie);
      altered.setCharAt(at, altered.charAt(at) == 'A' ? 'B' : 'A');
      assertThat(server.get(QUEUES, "Cookie", altered.toString()).status())
          .as("%d", at)
          .isEqualTo(401);
    }
    for (var value : new String[] {"", "AQ", "*", "x".repeat(2_000), EdgeServer.ADMIN_KEY}) {
      assertThat(server.get(QUEUES, "Cookie", "daegi-admin=" + value).status()).isEqualTo(401);
    }
    var token = server.join("demo");
    assertThat(server.get(QUEUES, "Cookie", "daegi-admin=" + token).status()).isEqualTo(401);
    assertThat(server.get(QUEUES, "Cookie", cookie, "Authorization", "Bearer wrong").status())
        .isEqualTo(401);
  }

  @Test
  void endsWhenNobodyUsesItAndTwelveHoursAfterTheKeyAtTheLatest() {
    var idle = cookie();
    var used = idle;
    long endMs = nowMs.get() + AdminSessions.MOST_MS;
    nowMs.addAndGet(10 * MINUTE_MS);
    assertThat(server.get(QUEUES, "Cookie", used).header("Set-Cookie")).isNull();
    while (nowMs.get() + 10 * MINUTE_MS < endMs) {
      nowMs.addAndGet(10 * MINUTE_MS);
      var reply = server.get(QUEUES, "Cookie", used);
      if (reply.header("Set-Cookie") != null) {
        used = cookieOf(reply);
      }
    }
    assertThat(server.get(SESSION, "Cookie", used).json().getInstant("endsAt"))
        .isEqualTo(Instant.ofEpochMilli(endMs));
    assertThat(server.get(QUEUES, "Cookie", idle).status()).isEqualTo(401);
    nowMs.set(endMs);
    assertThat(server.get(QUEUES, "Cookie", used).status()).isEqualTo(401);
  }

  @Test
  void opensALiveFeedThatEndsWithIt() {
    try (var events = EventReader.open(server, QUEUES + "/demo/events", "Cookie", cookie())) {
      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(events.event()).containsEntry("event", "queue");
      nowMs.addAndGet(AdminSessions.LIFE_MS);
      var last = events.event();
      while ("queue".equals(last.get("event"))) {
        last = events.event();
      }
      assertThat(data(last).getString("code")).isEqualTo("admin-key-invalid");
      assertThat(events.block()).isEmpty();
    }
    var late = server.get(QUEUES + "/demo/events", "Cookie", "daegi-admin=x");
    assertThat(late.code()).isEqualTo("admin-key-invalid");
  }

  @Test
  void slowsDownWhoTriesKeysToSignInAndStillTakesTheRightOne() {
    var last = signIn(server, "wrong", "x");
    for (int tries = 0; last.status() == 401 && tries < 100; tries++) {
      last = signIn(server, "wrong-" + tries, "x");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("too-many-wrong-keys");
    assertThat(last.header("Set-Cookie")).isNull();
    assertThat(server.get(QUEUES, "Authorization", "Bearer wrong").status()).isEqualTo(429);
    assertThat(signIn(server, EdgeServer.ADMIN_KEY, "x").status()).isEqualTo(200);
  }

  @Test
  void standsInTheTrailUnderTheNameOfWhoSignedIn() {
    var cookie = cookieOf(signIn(server, EdgeServer.ADMIN_KEY, "김민수"));
    pause(cookie, "Origin", OURS);
    var act =
        new Operator(server).get("/admin/v1/audit").json().getJsonArray("items").getJsonObject(0);
    assertThat(act.getString("who")).isEqualTo("김민수");
  }
}
