package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The waiting room in front of somebody else's shop, in a real browser and before the real program.
 */
@ExtendWith(Steered.class)
class RoomInBrowserTest {
  private static final String NO_BROWSER = "chromium and chromedriver are not installed";
  private static final String WORD = "The payment provider is slow. We go on in ten minutes.";
  private static final int OPENS_IN_S = 12;
  private static final int A_DAY_S = 86_400;

  @TempDir static Path workingDir;

  private final Steering operator = new Steering();
  private Chromium browser;
  private Looks looks;

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
    operator.makeQueue("summer", new JsonObject().put("opensAt", inSeconds(A_DAY_S)));
    browser.open(Steered.url() + "/queues/summer");
    browser.awaitText(".clock", "23:59:");
    looks.at("scheduled");
    operator.makeQueue("winter", new JsonObject().put("opensAt", inSeconds(OPENS_IN_S)));
    browser.open(Steered.url() + "/queues/winter");
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
    operator.makeQueue("spring", new JsonObject());
    operator.tell("POST", "/spring/pause", new JsonObject());
    operator.tell("PUT", "/spring/message", new JsonObject().put("message", WORD));
    browser.open(Steered.url() + "/queues/spring");
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
    operator.tell("POST", "/spring/resume", new JsonObject());
    browser.awaitShown("main[data-view='called']");
  }

  @Test
  void givesAllTabsOfABrowserOnePlace() {
    operator.makeQueue("autumn", new JsonObject());
    operator.tell("POST", "/autumn/pause", new JsonObject());
    browser.open(Steered.url() + "/queues/autumn");
    browser.awaitShown("main[data-view='join'] .primary");
    String first = browser.tab();
    browser.openTab();
    browser.open(Steered.url() + "/queues/autumn");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='waiting'] .position");
    String number = browser.text(".facts");

    browser.showTab(first);
    browser.awaitShown("main[data-view='waiting'] .position");
    assertThat(browser.text(".facts")).isEqualTo(number);
    assertThat(operator.queue("autumn").getInteger("waiting")).isEqualTo(1);
  }

  private static String inSeconds(int seconds) {
    return Instant.now().plusSeconds(seconds).toString();
  }
}
