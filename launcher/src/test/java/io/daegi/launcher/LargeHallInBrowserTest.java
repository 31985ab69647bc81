package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A hall of 20,000 seats in a real browser. */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class LargeHallInBrowserTest {
  private static final int SECTIONS = 20;

  /** Zooms in and out again over the middle, a step a frame, and gives what each frame took. */
  private static final String FRAMES =
      """
      const canvas = document.querySelector('canvas');
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const middle = { clientX: left + width / 2, clientY: top + height / 2, cancelable: true };
      const tookMs = [];
      return new Promise(done => {
        let before = performance.now();
        const step = now => {
          tookMs.push(now - before);
          before = now;
          if (tookMs.length === 90) {
            tookMs.sort((a, b) => a - b);
            done(`median ${tookMs[45].toFixed(0)} ms, longest ${tookMs[89].toFixed(0)} ms`);
          } else {
            const deltaY = tookMs.length < 45 ? -60 : 60;
            canvas.dispatchEvent(new WheelEvent('wheel', { ...middle, deltaY }));
            requestAnimationFrame(step);
          }
        };
        requestAnimationFrame(step);
      });
      """;

  private static final String CHOSEN =
      "return [...document.querySelectorAll('.chosen li span:first-child')].map(e => e.textContent).join()";

  @Test
  void isDrawnSearchedListedAndKeptUpToDate(Pages pages) {
    Chromium browser = pages.browser();
    JsonArray sections = new JsonArray();
    for (int at = 0; at < SECTIONS; at++) {
      String name = Character.toString('A' + at);
      sections.add(Steering.section(name, 25, 40, 150_000 - 5_000 * at));
    }
    String sale = pages.operator().openSale(new JsonObject(), sections);
    browser.open(pages.url() + "/concerts/" + sale);
    browser.press("main[data-view='join'] .primary");
    browser.press("main[data-view='called'] .primary");
    long pressedNs = System.nanoTime();
    browser.press(".dates li:last-child button");
    browser.awaitShown(".hall-map canvas");
    long drawnMs = (System.nanoTime() - pressedNs) / 1_000_000;
    System.err.printf(
        "20,000 seats: shown within %d ms, frames of a zoom: %s%n", drawnMs, browser.run(FRAMES));
    pages.looks().at("hall");

    browser.press(".best .plain");
    browser.awaitText(".basket .label", "2 seats");
    assertThat(browser.run(CHOSEN))
        .isEqualTo("Section A, row 1, seat 20,Section A, row 1, seat 21");
    pages.looks().at("hall-near");

    try (Others others = new Others(pages.url(), sale)) {
      String other = others.join();
      others.awaitCall(other);
      others.hold(other, "A-1-20");
      browser.awaitText("#notice", "Section A, row 1, seat 20 is gone");
    }
    assertThat(browser.run(CHOSEN)).isEqualTo("Section A, row 1, seat 21");
    byKeyboard(browser);
    byList(pages, browser);
    browser.press(".basket .primary");
    browser.awaitText(".checkout .chosen", "Section A, row 2, seat 3");
  }

  /** From the first seat one to the right and one to the back. */
  private static void byKeyboard(Chromium browser) {
    browser.look(1280, 800, false);
    browser.run("document.querySelector('canvas').focus()");
    browser.type("\uE014\uE015 "); // right, down, space
    browser.awaitText("#polite", "Section A, row 2, seat 2");
    assertThat(browser.run(CHOSEN)).asString().endsWith("Section A, row 2, seat 2");
  }

  private static void byList(Pages pages, Chromium browser) {
    browser.press(".list summary");
    browser.run(
        """
        const rows = document.getElementById('list-row');
        rows.value = '1';
        rows.dispatchEvent(new Event('change'));
        """);
    browser.press(".row-seats [data-seat='A-2-3']");
    browser.awaitShown(".row-seats [data-seat='A-2-3'][aria-pressed='true']");
    pages.looks().at("hall-list");
    browser.look(1280, 800, false);
  }
}
