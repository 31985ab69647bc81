package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The waiting room in front of somebody else's shop, in a real browser and before the real program.
 */
class RoomInBrowserTest {
  private static final String NO_BROWSER =
      "SKIPPED: no test looked at the room, because chromium and chromedriver are not installed";
  private static final String KEY = "key-of-the-operator-in-the-test";
  private static final String WORD = "The payment provider is slow. We go on in ten minutes.";
  private static final int OPENS_IN_S = 12;
  private static final int A_DAY_S = 86_400;

  @TempDir static Path workingDir;
  private static Launched daegi;
  private static String url;

  private final HttpClient operator = HttpClient.newHttpClient();
  private Chromium browser;
  private Looks looks;

  @BeforeAll
  static void start() throws IOException {
    if (!Chromium.isInstalled()) {
      System.err.println(NO_BROWSER);
      return;
    }
    daegi =
        Launched.in(workingDir, Map.of("DAEGI_ADMIN_KEY", KEY, "DAEGI_DEMO", "false")).awaitReady();
    url = daegi.addressOf("Public").replaceAll("/$", "");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (daegi != null) {
      daegi.terminate();
      daegi.exitCode();
      daegi.close();
    }
  }

  @BeforeEach
  void openBrowser() throws IOException {
    assumeTrue(Chromium.isInstalled(), NO_BROWSER);
    browser = Chromium.start(Files.createTempDirectory(workingDir, "profile"));
    looks = new Looks(browser);
  }

  @AfterEach
  void close() {
    operator.close();
    if (browser == null) {
      return;
    }
    try {
      assertThat(browser.log())
          .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
    } finally {
      browser.close();
    }
  }

  @Test
  void countsDownByTheServersClockAndJoinsByItselfAtTheOpening() {
    browser.runBeforePages(Faults.CLOCK_AN_HOUR_AHEAD);
    makeQueue("summer", new JsonObject().put("opensAt", inSeconds(A_DAY_S)));
    browser.open(url + "/queues/summer");
    browser.awaitText(".clock", "23:59:");
    looks.at("scheduled");
    makeQueue("winter", new JsonObject().put("opensAt", inSeconds(OPENS_IN_S)));
    browser.open(url + "/queues/winter");
    browser.awaitText(".clock", "0:0");

    browser.awaitShown("main[data-view='called']");
    browser.awaitText(".clock", "2:5");
    looks.at("called");
    browser.press("main[data-view='called'] .primary");
    browser.awaitShown("main[data-view='inside']");
    looks.at("inside");
    browser.press(".foot button");
    browser.press("dialog .danger");
    browser.awaitText("h1", "You left");
    looks.at("ended");
  }

  @Test
  void saysWhatTheOperatorSaysAndHowOldAPositionIsWhileTheWayIsCut() {
    makeQueue("spring", new JsonObject());
    tell("POST", "/spring/pause", new JsonObject());
    tell("PUT", "/spring/message", new JsonObject().put("message", WORD));
    browser.open(url + "/queues/spring");
    browser.press("main[data-view='join'] .primary");
    browser.awaitText("main[data-view='waiting'] .position", "1");
    browser.awaitText(".note", WORD);
    browser.awaitShown(".via[data-up='true']");
    looks.at("paused");
    browser.press("#languages [lang='ja']");
    browser.awaitText("h1", "列に並んでいます");
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo("ja");
    browser.network(false);
    browser.awaitShown(".place.stale");
    looks.at("cut");
    browser.network(true);
    browser.awaitShown(".place:not(.stale)");
    tell("POST", "/spring/resume", new JsonObject());
    browser.awaitShown("main[data-view='called']");
  }

  @Test
  void givesAllTabsOfABrowserOnePlace() {
    makeQueue("autumn", new JsonObject());
    tell("POST", "/autumn/pause", new JsonObject());
    browser.open(url + "/queues/autumn");
    browser.awaitShown("main[data-view='join'] .primary");
    String first = browser.tab();
    browser.openTab();
    browser.open(url + "/queues/autumn");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='waiting'] .position");
    String number = browser.text(".facts");

    browser.showTab(first);
    browser.awaitShown("main[data-view='waiting'] .position");
    assertThat(browser.text(".facts")).isEqualTo(number);
    assertThat(figures("autumn").getInteger("waiting")).isEqualTo(1);
  }

  private static String inSeconds(int seconds) {
    return Instant.now().plusSeconds(seconds).toString();
  }

  private void makeQueue(String queueId, JsonObject settings) {
    tell("PUT", "/" + queueId, settings.put("title", "A sale in the " + queueId));
  }

  /** What an operator asks for by the admin calls. */
  private void tell(String method, String path, JsonObject body) {
    send(method, "/admin/v1/queues" + path, body);
  }

  private JsonObject figures(String queueId) {
    return send("GET", "/v1/queues/" + queueId, new JsonObject());
  }

  private JsonObject send(String method, String path, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()))
            .build();
    var answer = operator.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isIn(200, 201);
    return new JsonObject(answer.body());
  }
}
