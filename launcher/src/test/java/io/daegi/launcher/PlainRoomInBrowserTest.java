package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The waiting room in a real browser that runs no script of any page. */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class PlainRoomInBrowserTest {

  @Test
  void leadsThroughTheRoomAndOnToTheShop(Pages pages) {
    Chromium browser = pages.browser();
    String queue = pages.operator().openQueue(new JsonObject());
    pages.operator().tell("POST", "/queues/" + queue + "/pause", new JsonObject());
    String cart = pages.shop().url() + "/cart";
    browser.scripts(false);
    browser.open(pages.url() + "/queues/" + queue + "?return=" + cart);
    browser.awaitText("h1", "Join the line");
    look(pages, "plain-join");
    browser.press("form .primary");
    browser.awaitText(".position", "1");
    look(pages, "plain-waiting");

    pages.operator().tell("POST", "/queues/" + queue + "/resume", new JsonObject());
    browser.awaitText("h1", "It’s your turn");
    look(pages, "plain-called");
    browser.press("form .primary");

    browser.awaitText("#seats", "seats for");
    assertThat(browser.run("return location.href")).isEqualTo(cart);
    browser.open(pages.url() + "/queues/" + queue + "/plain?lang=ko&return=" + cart);
    browser.awaitText("h1", "입장하셨습니다");
    look(pages, "plain-inside");
  }

  /**
   * The rules of axe are a script: the page has none, and is the same with them. It stands still.
   */
  private static void look(Pages pages, String state) {
    Chromium browser = pages.browser();
    String address = browser.run("return location.href").toString();
    browser.scripts(true);
    browser.open(address + "&still=1");
    pages.looks().at(state);
    browser.scripts(false);
    browser.open(address);
  }
}
