package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The waiting room in front of somebody else's shop, in a real browser and before the real program.
 */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class RoomInBrowserTest {
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
    for (String[] word : new String[][] {{"ja", "受付はまだ"}, {"ko", "아직 대기열이"}, {"en", "not open"}}) {
      browser.press("#languages [lang='" + word[0] + "']");
      browser.awaitText("h1", word[1]);
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo(word[0]);
    }
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

  private static String inSeconds(int seconds) {
    return Instant.now().plusSeconds(seconds).toString();
  }
}
