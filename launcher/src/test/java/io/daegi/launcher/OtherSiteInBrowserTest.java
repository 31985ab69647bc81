package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A page of somebody else's site with our script in it, in a real browser. */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class OtherSiteInBrowserTest {
  private final Pages pages;
  private final Chromium browser;
  private final String queue;

  OtherSiteInBrowserTest(Pages pages) {
    this.pages = pages;
    this.browser = pages.browser();
    this.queue = pages.operator().openQueue(new JsonObject());
  }

  @BeforeEach
  void putTheScriptIn() {
    pages.shop().scriptOf(pages.url(), queue);
  }

  /** Room and shop are subdomains of one: the script asks the room, with the room's cookie. */
  @Test
  void asksTheRoomWhereBothAreOneSite() {
    goesThroughTheRoomTo(pages.shop().urlOfSameSite() + "/scripted?item=7");
    browser.run(
        "return fetch(arguments[0], { method: 'DELETE', credentials: 'include' }).then(a => a.status)",
        pages.url() + "/v1/queues/" + queue + "/tokens/me");
    browser.reload();
    browser.awaitText("main[data-view] h1", "You left");
  }

  /** A browser tells the room nothing from another site: the pass alone lets the visitor stay. */
  @Test
  void believesThePassWhereTheRoomIsAnotherSite() {
    goesThroughTheRoomTo(pages.shop().url() + "/scripted?item=7");
    browser.reload();
    browser.awaitText("#state", "inside");
    browser.awaitText("#cookie", "daegi-pass=");
    browser.run("sessionStorage.clear()");
    browser.reload();
    browser.awaitText("#state", "inside");
  }

  private void goesThroughTheRoomTo(String page) {
    browser.open(page);
    browser.press("main[data-view='join'] .primary");
    browser.press("main[data-view='called'] .primary");
    browser.awaitText("#state", "inside");
    assertThat(browser.run("return location.href")).isEqualTo(page);
    assertThat(browser.run("return document.cookie")).asString().contains("daegi-pass=");
  }
}
