package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What operators see in their console, in a real browser and before the real program. */
@Order(Lanes.OPERATORS_BROWSER)
@ExtendWith(DeskExtension.class)
@ResourceLock(DeskExtension.LOCK)
class ConsoleInBrowserTest {
  private static final String PILL = ".headline .pill";

  private final Desk desk;
  private final Chromium browser;
  private final Steering operator;

  ConsoleInBrowserTest(Desk desk) {
    this.desk = desk;
    this.browser = desk.browser();
    this.operator = desk.operator();
  }

  @Test
  void signsInOnceAndKeepsTheSessionFromScriptsUntilItIsSignedOut() {
    browser.open(desk.url() + "/admin");
    browser.run("return fetch('/admin/v1/session', { method: 'DELETE' }).then(a => a.status)");
    browser.reload();
    browser.awaitShown("main[data-view='signin'] form");
    desk.looks().at("console-signin");
    desk.fill("[name='name']", "Night shift");
    desk.fill("[name='key']", "not-the-key");
    browser.press(".signin .primary");
    browser.awaitText("#notice", "not the right one");
    desk.fill("[name='key']", SharedProgram.KEY);
    browser.type("\uE007"); // enter

    browser.awaitText("#who", "Night shift");
    browser.reload();
    browser.awaitText("#who", "Night shift");
    assertThat(browser.run("return document.cookie")).isEqualTo("");
    assertThat(browser.run("return JSON.stringify([localStorage, sessionStorage])").toString())
        .doesNotContain(SharedProgram.KEY);
    browser.press("#who button");
    browser.awaitShown("main[data-view='signin'] form");
    assertThat(browser.run("return fetch('/admin/v1/queues').then(a => a.status)")).isEqualTo(401);
  }

  @Test
  void showsFiguresThatMoveAndSaysWhenTheyAreOld() {
    operator.openQueue("river", new JsonObject().put("capacity", 2));
    operator.join("river", 5);
    desk.signIn("#/");
    browser.awaitText(".queue-card a[href='#/queues/river']", "river");
    desk.looks().whole("console-queues");
    browser.run("location.hash = '#/queues/river'");
    browser.awaitText(".figures .waiting dd", "3");
    browser.awaitText(".figures .inside dd", "2 of 2");

    operator.join("river");
    browser.awaitText(".figures .waiting dd", "4");
    browser.awaitText(".chart .key dd", "4");
    browser.awaitText(".health", "PostgreSQL");
    assertThat(browser.run("return document.querySelectorAll('.plot canvas').length")).isEqualTo(4);
    assertThat(browser.run("return document.querySelectorAll('[data-well=\"false\"]').length"))
        .isEqualTo(0);
    browser.awaitShown(".figures .rate dd:not(:empty)");
    desk.looks().whole("console-queue");

    browser.run("location.hash = '#/'");
    browser.awaitShown(".queue-card .waiting dd:not(:empty)");
    browser.network(false);
    browser.awaitText(".stale-word", "does not answer");
    browser.awaitShown(".queues[data-stale]");
    desk.looks().at("console-stale");
    browser.run("location.hash = '#/queues/river'");
    browser.awaitText(".warning", "No word from the server");
    browser.network(true);
    browser.awaitText(".figures .waiting dd", "4");
    browser.awaitShown(".live:not([data-stale])");
  }

  @Test
  void findsOneVisitorAndExplainsTheWait() {
    operator.openQueue("brook", new JsonObject().put("capacity", 1));
    operator.join("brook");
    JsonObject second = operator.join("brook");
    operator.join("brook");
    desk.signIn("#/queues/brook");
    browser.awaitText(".figures .waiting dd", "2");
    find("3");
    browser.awaitText(".story", "one is ahead");
    assertThat(browser.text(".story")).contains("Joined", "ago");
    find(second.getString("tokenId"));
    browser.awaitText(".story", "next to be called");
    find("1");
    browser.awaitText(".story", "left to come in");
    desk.looks().whole("console-found");
    find("77");
    browser.awaitText(".find-one .warning", "Nobody in this queue");
  }

  @Test
  void foretellsTheWaitByRateByRoomAndNotWhenNobodyCanTell() {
    desk.signIn("#/");
    Object told =
        browser.run(
            """
            const folder = document.querySelector('script[type=module]').src.replace('main.js', '');
            const live = { waiting: 12400, ready: 20, active: 180, capacity: 200, admitPerSecond: 5 };
            return import(folder + 'forecast.js').then(({ forecast }) => [
              forecast(live, 2.5, { capacity: 400, admitPerSecond: 5, maxWaiting: 20000 }),
              forecast(live, 2.5, { capacity: 220, admitPerSecond: 1, maxWaiting: 100 }),
              forecast(live, null, { capacity: 150, admitPerSecond: 5, maxWaiting: 20000 }),
            ].map(f => [f.nowMs, f.thenMs, f.atOnce, f.over, f.isFull].join(' ')));
            """);
    assertThat(told)
        .isEqualTo(
            JsonArray.of(
                "4960000 2480000 200 0 false", "4960000 12400000 20 0 true", "  0 50 false"));
  }

  @Test
  void speaksEveryLanguageInFull() {
    desk.signIn("#/");
    Object different =
        browser.run(
            """
            const folder = document.querySelector('script[type=module]').src.replace('main.js', '');
            const load = name => import(`${folder}words${name}.js`);
            const isPlural = key => /\\.(zero|one|two|few|many)$/.test(key);
            const keys = words => Object.keys(words).filter(key => !isPlural(key));
            const holes = text => (text?.match(/\\{\\w+\\}/g) ?? []).sort().join();
            const differ = (some, others) => keys(some).filter(key =>
              !(key in others) || holes(some[key]) !== holes(others[key]));
            return load('').then(({ languages }) => Promise.all(
              languages.map(({ tag }) => load('-' + tag).then(file => file[tag])))).then(told =>
                told.flatMap(words => [...differ(told[0], words), ...differ(words, told[0])]));
            """);
    assertThat((JsonArray) different).isEmpty();
    operator.openQueue("moor", new JsonObject());
    browser.run("location.hash = '#/queues/moor'");
    browser.awaitText(PILL, "Open");
    for (String[] word : new String[][] {{"ko", "진행 중"}, {"ja", "受付中"}, {"en", "Open"}}) {
      browser.press("#languages [lang='" + word[0] + "']");
      browser.awaitText(PILL, word[1]);
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo(word[0]);
    }
  }

  private void find(String name) {
    desk.fill(".find-one input", name);
    browser.press(".find-one .primary");
  }
}
