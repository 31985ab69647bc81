package io.daegi.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daegi.embedded.FreePorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop that is somebody else's, behind a real nginx with the file that ships, which asks the real
 * program whom to let in.
 */
@Order(Lanes.LONG)
class GatewayTest {
  private static final String NO_NGINX =
      "SKIPPED: nobody stood before a shop, because nginx is not installed";
  private static final String NO_BROWSER =
      "SKIPPED: nobody went through the room to a shop, because chromium is not installed";
  private static final String SEATS = "/seats?day=1&row=2";
  private static final long PASS_SLOT_MS = 67_000;
  private static final long A_WHILE_MS = 2_000;

  /** Waits until an offline pass has given its slot back, which takes longer than a minute. */
  private static final boolean IS_PATIENT = Boolean.getBoolean("daegi.patient");

  @TempDir static Path workingDir;
  private static int daegiPort;
  private static int nginxPort;
  private static String site;
  private static Launched daegi;
  private static int queues;

  private OtherShop shop;
  private Nginx nginx;
  private RoomClient room;

  @BeforeAll
  static void start() throws IOException {
    if (!Nginx.isInstalled()) {
      System.err.println(NO_NGINX);
      return;
    }
    daegiPort = FreePorts.one();
    nginxPort = FreePorts.one();
    site = "http://127.0.0.1:" + nginxPort;
    Map<String, String> settings =
        Map.of(
            "DAEGI_HTTP_HOST",
            "127.0.0.1",
            "DAEGI_HTTP_PORT",
            Integer.toString(daegiPort),
            "DAEGI_PUBLIC_URL",
            site,
            "DAEGI_ADMIN_KEY",
            RoomClient.ADMIN_KEY,
            "DAEGI_ORIGIN_KEY",
            RoomClient.ORIGIN_KEY,
            "DAEGI_DEMO",
            "false");
    daegi = Launched.in(workingDir, settings).awaitReady();
  }

  @AfterAll
  static void stop() {
    if (daegi != null) {
      daegi.close();
    }
  }

  @BeforeEach
  void openShop() throws IOException {
    assumeTrue(Nginx.isInstalled(), NO_NGINX);
    shop = new OtherShop();
    room = new RoomClient(site, "http://127.0.0.1:" + daegiPort, "winter-" + ++queues);
    nginx = nginxInFrontOf(daegiPort, Map.of());
  }

  @AfterEach
  void closeShop() {
    if (nginx != null) {
      nginx.close();
      shop.close();
      room.close();
    }
  }

  private Nginx nginxInFrontOf(int port, Map<String, String> more) throws IOException {
    Map<String, String> changes = new HashMap<>(more);
    changes.put("127.0.0.1:8080", "127.0.0.1:" + port);
    changes.put("127.0.0.1:9000", "127.0.0.1:" + shop.port());
    changes.put("/v1/verify/winter", "/v1/verify/" + room.queueId());
    return Nginx.start(Files.createTempDirectory(workingDir, "nginx"), nginxPort, changes);
  }

  @Test
  void leadsWhoHasNoPlaceToTheRoomAndFromThereBack() throws Exception {
    room.open("online");

    HttpResponse<String> turnedAway = room.get(site + SEATS);

    String back = URLEncoder.encode(site + SEATS, UTF_8);
    String waitingRoom = site + "/queues/" + room.queueId() + "?return=" + back;
    assertThat(turnedAway.statusCode()).isEqualTo(302);
    assertThat(RoomClient.header(turnedAway, "Location")).isEqualTo(waitingRoom);
    assertThat(RoomClient.header(turnedAway, "Daegi-Reason")).isEqualTo("token-missing");
    HttpResponse<String> page = room.get(waitingRoom);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("content=\"" + (site + SEATS).replace("&", "&amp;") + "\"");
    HttpResponse<String> call = room.send("POST", site + "/cart", null);
    assertThat(call.statusCode()).isEqualTo(401);
    assertThat(RoomClient.header(call, "Daegi-Room"))
        .startsWith(site + "/queues/" + room.queueId());
    assertThat(room.get(site + SEATS, "Authorization", "Bearer forged").statusCode())
        .isEqualTo(302);
  }

  @Test
  void servesWhoIsCalledAndNobodyElse() throws Exception {
    room.open("online");
    JsonObject first = room.join();
    JsonObject second = room.join();
    room.awaitState(first, "READY");

    HttpResponse<String> waits = room.get(site + SEATS, RoomClient.bearer(second));
    assertThat(waits.statusCode()).isEqualTo(302);
    assertThat(RoomClient.header(waits, "Daegi-Reason")).isEqualTo("not-admitted");

    HttpResponse<String> served =
        room.get(
            site + SEATS,
            RoomClient.with(RoomClient.bearer(first), "Daegi-Token-Id", "somebody-else"));
    assertServed(served, first);
    assertThat(room.status(first).getString("state")).isEqualTo("ACTIVE");
    assertThat(room.status(second).getString("state")).isEqualTo("WAITING");
  }

  @Test
  void letsTheNextInWhenTheShopSaysThatASessionIsOver() throws Exception {
    room.open("online");
    JsonObject first = room.join();
    JsonObject second = room.join();
    JsonObject third = room.join();
    room.awaitState(first, "READY");
    assertServed(room.get(site + SEATS, RoomClient.bearer(first)), first);

    assertThat(room.tell(first, "/complete", null).getString("state")).isEqualTo("COMPLETED");
    assertOver(first);
    room.awaitState(second, "READY");
    assertServed(room.get(site + SEATS, RoomClient.bearer(second)), second);

    assertThat(room.tell(second, "/abandon", null).getString("state")).isEqualTo("LEFT");
    assertOver(second);
    room.awaitState(third, "READY");
    assertThat(room.send("POST", site + room.sessionOf(third) + "/complete", null).statusCode())
        .as("the shop's calls from outside")
        .isEqualTo(404);
  }

  private void assertOver(JsonObject joined) throws Exception {
    HttpResponse<String> over = room.get(site + SEATS, RoomClient.bearer(joined));
    assertThat(over.statusCode()).isEqualTo(302);
    assertThat(RoomClient.header(over, "Daegi-Reason")).isEqualTo("session-over");
  }

  @Test
  void extendsASessionUpToItsMostAndNoFurther() throws Exception {
    room.open("online");
    JsonObject joined = room.join();
    room.awaitState(joined, "READY");
    assertServed(room.get(site + SEATS, RoomClient.bearer(joined)), joined);

    JsonObject longer = room.tell(joined, "/extend", "{\"byMs\":10000}");
    assertThat(longer.getLong("expiresInMs")).isBetween(100_000L, 130_000L);
    JsonObject most = room.tell(joined, "/extend", "{\"byMs\":3600000}");
    assertThat(most.getLong("expiresInMs")).isBetween(130_001L, 150_000L);

    HttpResponse<String> verified =
        room.get(room.daegiUrl() + "/v1/verify/" + room.queueId(), RoomClient.bearer(joined));
    Instant ends = Instant.parse(RoomClient.header(verified, "Daegi-Session-Ends"));
    assertThat(ends).isBefore(Instant.now().plusMillis(150_000));
  }

  @Test
  void keepsTheSlotOfAPassThatTheShopChecksByItself() throws Exception {
    room.open("offline");
    shop.believe(room.get(site + "/.well-known/jwks.json").body(), site, room.queueId());
    JsonObject first = room.join();
    JsonObject second = room.join();
    room.awaitState(first, "READY");
    assertThat(room.status(first).getString("pass")).isNull();
    String pass = room.enter(first).getString("pass");

    nginx.close(); // nobody but the shop is asked
    HttpResponse<String> served = room.get(shop.url() + "/offline", "Daegi-Pass", pass);
    assertThat(served.statusCode()).as(served.body()).isEqualTo(200);
    assertThat(served.body()).contains(first.getString("tokenId"));
    String forged = withAnotherSubject(pass);
    assertThat(room.get(shop.url() + "/offline", "Daegi-Pass", forged).statusCode()).isEqualTo(401);
    shop.believe(room.get(room.daegiUrl() + "/.well-known/jwks.json").body(), site, "another-shop");
    assertThat(room.get(shop.url() + "/offline", "Daegi-Pass", pass).statusCode()).isEqualTo(401);

    nginx = nginxInFrontOf(daegiPort, Map.of());
    long endedNs = System.nanoTime();
    room.tell(first, "/complete", null);
    assertOver(first);
    long stillMs = IS_PATIENT ? PASS_SLOT_MS - A_WHILE_MS : A_WHILE_MS;
    keepsWaiting(second, endedNs + MILLISECONDS.toNanos(stillMs));
    if (IS_PATIENT) {
      room.awaitState(second, "READY");
      long tookMs = NANOSECONDS.toMillis(System.nanoTime() - endedNs);
      System.err.printf("a pass gave its slot back after %,d ms%n", tookMs);
      assertThat(tookMs).isGreaterThanOrEqualTo(PASS_SLOT_MS);
    }
  }

  private void keepsWaiting(JsonObject joined, long untilNs) {
    Duration during = Duration.ofNanos(untilNs - System.nanoTime());
    await()
        .during(during)
        .atMost(during.plusSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> room.status(joined).getString("state").equals("WAITING"));
  }

  private static String withAnotherSubject(String pass) {
    String[] parts = pass.split("\\.", -1);
    JsonObject claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    byte[] changed = claims.put("sub", "somebody-else").encode().getBytes(UTF_8);
    parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
    return String.join(".", parts);
  }

  @Test
  void letsNobodyInWhileDaegiIsAwayUnlessTheOperatorSaysSo() throws Exception {
    nginx.close();
    int nobody = FreePorts.one();
    nginx = nginxInFrontOf(nobody, Map.of());
    HttpResponse<String> closed = room.get(site + SEATS, "Daegi-Token-Id", "somebody-else");
    assertThat(closed.statusCode()).isEqualTo(503);
    assertThat(RoomClient.header(closed, "Retry-After")).isEqualTo("5");
    assertThat(closed.body()).doesNotContain("seats for");

    nginx.close();
    nginx = nginxInFrontOf(nobody, Map.of("#error_page", "error_page"));
    HttpResponse<String> open = room.get(site + SEATS, "Daegi-Token-Id", "somebody-else");
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.body()).contains("seats for null");
  }

  @Test
  void waitsNotLongForADaegiThatDoesNotAnswer() throws Exception {
    nginx.close();
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      nginx = nginxInFrontOf(silent.getLocalPort(), Map.of("read_timeout 3s", "read_timeout 1s"));
      assertThat(room.get(site + SEATS).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void leadsNobodyAnywhereForAQueueThatThereIsNot() throws Exception {
    HttpResponse<String> unknown = room.get(site + SEATS);
    assertThat(unknown.statusCode()).isEqualTo(503);
    assertThat(RoomClient.header(unknown, "Daegi-Reason")).isEqualTo("queue-unknown");
  }

  @Test
  void leadsABrowserThroughTheRoomToTheShop() throws Exception {
    if (!Chromium.isInstalled()) {
      System.err.println(NO_BROWSER);
    }
    assumeTrue(Chromium.isInstalled(), NO_BROWSER);
    room.open("online");
    try (Chromium browser = Chromium.start(Files.createTempDirectory(workingDir, "profile"))) {
      browser.open(site + SEATS);
      browser.awaitText(".kicker", "Winter sale");
      browser.press("main[data-view='join'] .primary");
      browser.press("main[data-view='called'] .primary");

      browser.awaitText("#seats", "seats for");
      assertThat(browser.run("return location.href")).isEqualTo(site + SEATS);
      browser.open(site + "/queues/" + room.queueId() + "?return=" + site + "/cart");
      browser.press("main[data-view='inside'] .primary");
      browser.awaitText("#seats", "seats for");
      assertThat(browser.run("return location.href")).isEqualTo(site + "/cart");
      browser.open(site + "/queues/" + room.queueId() + "?return=https://evil.example/");
      browser.awaitText("main[data-view='inside'] .lead", "Go back to the page");
      assertThat(browser.log())
          .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
    }
  }

  private static void assertServed(HttpResponse<String> response, JsonObject joined) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("seats for " + joined.getString("tokenId"));
  }
}
