package io.daegi.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainRoomTest {

  private static final String ROOM = "/queues/winter/plain";
  private static final String OURS = "http://tickets.example.com";
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final String RETURN = "?return=https%3A%2F%2Fshop.example.com%2Fcart";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private List<String> cookies = List.of();

  @BeforeEach
  void start() {
    room.open("winter", QueueSettings.defaults("winter"));
    server =
        EdgeServer.inFrontOf(
            room,
            config -> config.toBuilder().returnOrigins(Set.of("https://shop.example.com")).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** What a browser without scripts would send, with the cookies that it was given. */
  private Reply get(String path, String... headers) {
    return server.get(path, withCookies(headers));
  }

  private Reply press(Reply page, String form) {
    return press(action(page, form), "Origin", OURS);
  }

  private Reply press(String action, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
    var reply = server.post(action, "", withCookies(all.toArray(String[]::new)));
    if (!reply.headers("Set-Cookie").isEmpty()) {
      cookies =
          reply.headers("Set-Cookie").stream().map(each -> each.replaceAll(";.*", "")).toList();
    }
    return reply;
  }

  private String[] withCookies(String... headers) {
    var all = new ArrayList<>(List.of(headers));
    if (!cookies.isEmpty()) {
      all.addAll(List.of("Cookie", cookies.stream().collect(Collectors.joining("; "))));
    }
    return all.toArray(String[]::new);
  }

  private static String action(Reply page, String form) {
    return ACTION
        .matcher(page.body())
        .results()
        .map(found -> found.group(1).replace("&amp;", "&"))
        .filter(action -> action.contains("/" + form))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no form " + form + " in " + page.body()));
  }

  private Reply follow(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(303);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    return get(reply.header("Location"));
  }

  @Test
  void leadsFromTheDoorToTheShopWithoutAScript() {
    var door = get(ROOM + RETURN);
    assertThat(door.body()).contains("Join the line").doesNotContain("<script");
    assertThat(door.header("Cache-Control")).isEqualTo("no-store");
    assertThat(door.header("Referrer-Policy")).isEqualTo("same-origin");

    var waiting = follow(press(door, "join"));
    assertThat(waiting.body()).contains("You are in line", "class=\"position\">1<");
    assertThat(waiting.header("Refresh")).matches("\\d+; url=/queues/winter/plain\\?return=.*");

    room.callUpTo("winter", 1);
    var called = get(ROOM + RETURN);
    assertThat(called.body()).contains("class=\"called\"", "Come in");

    var inside = follow(press(called, "enter"));
    assertThat(inside.header("Refresh")).isEqualTo("0; url=https://shop.example.com/cart");
    assertThat(inside.body()).contains("href=\"https://shop.example.com/cart\"");
    assertThat(room.stateOf("winter", 1)).isEqualTo(TokenState.ACTIVE);
    assertThat(get(ROOM + RETURN).header("Refresh")).doesNotContain("shop.example.com/cart");

    var left = follow(press(inside, "leave"));
    assertThat(left.body()).contains("You left", "Join the line again");
    assertThat(left.header("Refresh")).isNull();
  }

  @Test
  void takesOnePlaceForAFormThatIsSentTwice() {
    var door = get(ROOM);
    press(door, "join");
    cookies = List.of();
    press(door, "join");
    assertThat(room.queue("winter").lastNumber()).isEqualTo(1);
  }

  @Test
  void takesNoFormOfSomebodyElsesPage() {
    var door = get(ROOM);
    for (var headers : List.of(new String[] {"Origin", "https://evil.example"}, new String[0])) {
      var refused = press(action(door, "join"), headers);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body()).contains("not allowed to act for you");
      assertThat(refused.headers("Set-Cookie")).isEmpty();
    }
    assertThat(room.queue("winter").lastNumber()).isZero();
    press(door, "join");
    room.callUpTo("winter", 1);
    assertThat(press("/queues/winter/enter", "Origin", "null").status()).isEqualTo(403);
    assertThat(press("/queues/winter/leave", "Origin", "https://evil.example").status())
        .isEqualTo(403);
    assertThat(room.stateOf("winter", 1)).isEqualTo(TokenState.READY);
  }

  @Test
  void speaksTheVisitorsLanguageAndKeepsTheOneThatWasChosen() {
    var korean = get(ROOM, "Accept-Language", "ko-KR,ko;q=0.9");
    assertThat(korean.body()).contains("<html lang=\"ko\">", "대기");
    assertThat(korean.header("Content-Language")).isEqualTo("ko");
    var japanese = follow(press(get(ROOM + "?lang=ja"), "join"));
    assertThat(japanese.body()).contains("<html lang=\"ja\">", "列に並んでいます");
    assertThat(get(ROOM + "?lang=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
  }

  @Test
  void saysInWordsWhatKeepsTheLineFromMoving() {
    var operator = new Operator(server);
    operator.put("/admin/v1/queues/winter/message", "{\"message\":\"<b>Ten & more minutes</b>\"}");
    room.changeState("winter", QueueState.PAUSED, "").await();
    var paused = follow(press(get(ROOM), "join"));
    assertThat(paused.body())
        .contains("&lt;b&gt;Ten &amp; more minutes&lt;/b&gt; The line is paused.")
        .doesNotContain("<b>");
    room.changeState("winter", QueueState.DRAINING, "").await();
    cookies = List.of();
    assertThat(get(ROOM).body()).contains("The sale is over").doesNotContain("<form");
    room.open("later", scheduled());
    var early = get("/queues/later/plain");
    assertThat(early.body()).contains("The line is not open yet", "Opens in", "UTC");
    assertThat(early.header("Refresh")).isNotNull();
    assertThat(press("/queues/later/join", "Origin", OURS).body())
        .contains("The line is not open yet.");
  }

  private static QueueSettings scheduled() {
    var usual = QueueSettings.defaults("later");
    return new QueueSettings(
        "<later>",
        usual.capacity(),
        usual.admitPerSecond(),
        usual.readyTtlMs(),
        usual.activeTtlMs(),
        usual.sessionMaxMs(),
        usual.waitingTtlMs(),
        System.currentTimeMillis() + 3_600_000,
        usual.passMode(),
        usual.audience(),
        usual.maxWaiting());
  }

  @Test
  void tellsWhyAPlaceHasEnded() {
    press(get(ROOM), "join");
    room.callUpTo("winter", 1);
    room.end("winter", 1, TokenState.EXPIRED, EndReason.MISSED_CALL);
    assertThat(get(ROOM).body()).contains("You missed your turn", "Join the line again");
    assertThat(follow(press(get(ROOM), "join")).body()).contains("You are in line");
  }

  @Test
  void standsStillForWhoWishesIt() {
    var still = get(ROOM + "?still=1");
    assertThat(still.header("Refresh")).isNull();
    assertThat(still.body()).contains("Look again now", "Look again by itself");
    assertThat(follow(press(still, "join")).header("Refresh")).isNull();
  }

  @Test
  void tellsRefusalsOnAPageThatGoesOn() {
    assertThat(get("/queues/nowhere/plain").status()).isEqualTo(404);
    assertThat(get("/queues/nowhere/plain").body()).contains("There is no such sale.");
    var unknown = press("/queues/winter/enter", "Origin", OURS);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body()).contains("Please join again.", "href=\"/queues/winter/plain\"");
    press(get(ROOM), "join");
    var early = press("/queues/winter/enter", "Origin", OURS);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body()).contains("It is not your turn yet.");
  }

  @Test
  void takesFormsNowhereElse() {
    var type = "application/x-www-form-urlencoded";
    var refused = server.post("/v1/queues/winter/tokens", "a=b", "Content-Type", type);
    assertThat(refused.status()).isEqualTo(415);
  }
}
