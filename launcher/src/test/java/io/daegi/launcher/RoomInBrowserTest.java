package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The waiting room in front of somebody else's shop, in a real browser and before the real program.
 */
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class RoomInBrowserTest {
  private static final String WORD = "The payment provider is slow. We go on in ten minutes.";
  private static final int OPENS_IN_S = 8;
  private static final int A_DAY_S = 86_400;

  private final Pages pages;
  private final Chromium browser;
  private final Looks looks;

  RoomInBrowserTest(Pages pages) {
    this.pages = pages;
    this.browser = pages.browser();
    this.looks = pages.looks();
  }

  @Test
  void countsDownByTheServersClockAndJoinsByItselfAtTheOpening() {
    browser.runBeforePages(Faults.CLOCK_AN_HOUR_AHEAD);
    pages.operator().openQueue("summer", new JsonObject().put("opensAt", inSeconds(A_DAY_S)));
    browser.open(pages.url() + "/queues/summer");
    browser.awaitText(".clock", "23:59:");
    looks.at("scheduled");
    pages.operator().openQueue("winter", new JsonObject().put("opensAt", inSeconds(OPENS_IN_S)));
    browser.open(pages.url() + "/queues/winter");
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
    pages.operator().openQueue("spring", new JsonObject());
    pages.operator().tell("POST", "/queues/spring/pause", new JsonObject());
    pages.operator().tell("PUT", "/queues/spring/message", new JsonObject().put("message", WORD));
    browser.open(pages.url() + "/queues/spring");
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
    pages.operator().tell("POST", "/queues/spring/resume", new JsonObject());
    browser.awaitShown("main[data-view='called']");
  }

  @Test
  void givesAllTabsOfABrowserOnePlace() {
    pages.operator().openQueue("autumn", new JsonObject());
    pages.operator().tell("POST", "/queues/autumn/pause", new JsonObject());
    browser.open(pages.url() + "/queues/autumn");
    browser.awaitShown("main[data-view='join'] .primary");
    String first = browser.tab();
    browser.openTab();
    browser.open(pages.url() + "/queues/autumn");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='waiting'] .position");
    String number = browser.text(".facts");

    browser.showTab(first);
    browser.awaitShown("main[data-view='waiting'] .position");
    assertThat(browser.text(".facts")).isEqualTo(number);
    assertThat(pages.operator().figures("autumn").getInteger("waiting")).isEqualTo(1);
  }

  private static String inSeconds(int seconds) {
    return Instant.now().plusSeconds(seconds).toString();
  }
}
