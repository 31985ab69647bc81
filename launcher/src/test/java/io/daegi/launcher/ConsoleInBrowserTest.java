package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operators' console in a real browser, before the real program. */
@ExtendWith(Steered.class)
class ConsoleInBrowserTest {
  private static final String NO_BROWSER = "chromium and chromedriver are not installed";
  private static final String WHY = "the shop is slow";
  private static final String WORD = "Back in five minutes.";
  private static final String PILL = ".headline .pill";

  @TempDir static Path workingDir;
  private static Chromium browser;
  private static Looks looks;

  private final Steering operator = new Steering();

  @BeforeAll
  static void openBrowser() throws IOException {
    if (Chromium.isInstalled()) {
      browser = newBrowser();
      looks = new Looks(browser);
    }
  }

  private static Chromium newBrowser() throws IOException {
    return Chromium.start(Files.createTempDirectory(workingDir, "profile"));
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void requireBrowser() {
    assumeTrue(Chromium.isInstalled(), NO_BROWSER);
  }

  /** Whatever a test is about: the page kept to its policy, and no script of it broke. */
  @AfterEach
  void lookAtTheLog() {
    operator.close();
    if (browser != null) {
      browser.network(true);
      assertThat(browser.log())
          .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
    }
  }

  @Test
  void signsInOnceAndKeepsTheSessionFromScriptsUntilItIsSignedOut() {
    browser.open(Steered.url() + "/admin");
    browser.run("return fetch('/admin/v1/session', { method: 'DELETE' }).then(a => a.status)");
    browser.reload();
    browser.awaitShown("main[data-view='signin'] form");
    looks.at("console-signin");
    fill(browser, "[name='name']", "Night shift");
    fill(browser, "[name='key']", "not-the-key");
    browser.press(".signin .primary");
    browser.awaitText("#notice", "not the right one");
    fill(browser, "[name='key']", Steered.KEY);
    browser.type("\uE007"); // enter

    browser.awaitText("#who", "Night shift");
    browser.reload();
    browser.awaitText("#who", "Night shift");
    assertThat(browser.run("return document.cookie")).isEqualTo("");
    assertThat(browser.run("return JSON.stringify([localStorage, sessionStorage])").toString())
        .doesNotContain(Steered.KEY);
    browser.press("#who button");
    browser.awaitShown("main[data-view='signin'] form");
    assertThat(browser.run("return fetch('/admin/v1/queues').then(a => a.status)")).isEqualTo(401);
  }

  @Test
  void showsFiguresThatMoveAndSaysWhenTheyAreOld() {
    operator.makeQueue("river", new JsonObject().put("capacity", 2));
    operator.join("river", 5);
    signedIn("#/");
    browser.awaitText(".queue-card a[href='#/queues/river']", "river");
    looks.whole("console-queues");
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
    looks.whole("console-queue");

    browser.run("location.hash = '#/'");
    browser.awaitShown(".queue-card .waiting dd:not(:empty)");
    browser.network(false);
    browser.awaitText(".stale-word", "does not answer");
    browser.awaitShown(".queues[data-stale]");
    looks.at("console-stale");
    browser.run("location.hash = '#/queues/river'");
    browser.awaitText(".warning", "No word from the server");
    browser.network(true);
    browser.awaitText(".figures .waiting dd", "4");
    browser.awaitShown(".live:not([data-stale])");
  }

  @Test
  void tellsWhatWouldFollowAndNeverOverwritesAnotherOperator() throws IOException {
    operator.makeQueue("delta", new JsonObject().put("capacity", 100).put("admitPerSecond", 0.1));
    operator.join("delta", 30);
    signedIn("#/queues/delta");
    browser.awaitText(".figures .inside dd", "of 100");
    fill(browser, ".settings [name='admitPerSecond']", "2");
    browser.awaitText(".effects", "waiting are called within about");
    browser.awaitText(".effects", "instead of");
    fill(browser, ".settings [name='reason']", WHY);
    looks.whole("console-preview");
    try (Chromium other = newBrowser()) {
      signIn(other, "Mina", "#/queues/delta");
      other.awaitText(".figures .inside dd", "of 100");
      fill(other, ".settings [name='admitPerSecond']", "1");
      fill(other, ".settings [name='capacity']", "120");
      fill(other, ".settings [name='reason']", "more staff");
      other.press(".settings .about-change .primary");
      other.awaitText(".trail", "more staff");
    }
    assertThat(operator.queue("delta").getInteger("capacity")).isEqualTo(120);
    browser.awaitText(".settings .warning", "Somebody else");

    browser.press(".settings .about-change .primary");
    browser.awaitText(".conflict", "Mina changed the settings");
    assertThat(browser.text(".conflict")).contains("more staff", "100 → 120", "1 → 2");
    looks.whole("console-conflict");
    assertThat(operator.queue("delta").getDouble("admitPerSecond")).isEqualTo(1);

    browser.press(".conflict .primary");
    browser.awaitText(".trail", WHY);
    browser.awaitText(".trail", "Night shift");
    assertThat(operator.queue("delta").getInteger("capacity")).isEqualTo(120);
    assertThat(operator.queue("delta").getDouble("admitPerSecond")).isEqualTo(2);
  }

  @Test
  void pausesOnlyWithAReasonResumesAndSpeaksToTheWaiting() {
    operator.makeQueue("lake", new JsonObject().put("capacity", 1));
    signedIn("#/queues/lake");
    browser.awaitText(PILL, "Open");
    press("Pause");
    browser.awaitShown("dialog[open]");
    browser.press("dialog .danger");
    assertThat(browser.run("return document.querySelector('dialog').open")).isEqualTo(true);
    fill(browser, "dialog input", WHY);
    looks.at("console-pause");
    browser.press("dialog .danger");
    browser.awaitText(PILL, "Paused");
    browser.awaitText(".trail", WHY);
    assertThat(operator.queue("lake").getString("state")).isEqualTo("PAUSED");
    press("Resume");
    browser.press("dialog .primary");
    browser.awaitText(PILL, "Open");

    fill(browser, ".message textarea", WORD);
    browser.press(".message .primary");
    browser.awaitText(".message .note", WORD);
    assertThat(operator.queue("lake").getString("message")).isEqualTo(WORD);
    browser.awaitText(".trail", WORD);
    press("Close");
    browser.awaitText("dialog", "turned away at once");
    browser.press("dialog .plain");
    assertThat(operator.queue("lake").getString("state")).isEqualTo("OPEN");
  }

  @Test
  void findsOneVisitorAndExplainsTheWait() {
    operator.makeQueue("brook", new JsonObject().put("capacity", 1));
    operator.join("brook");
    JsonObject second = operator.join("brook");
    operator.join("brook");
    signedIn("#/queues/brook");
    browser.awaitText(".figures .waiting dd", "2");
    find("3");
    browser.awaitText(".story", "one is ahead");
    assertThat(browser.text(".story")).contains("Joined", "ago");
    find(second.getString("tokenId"));
    browser.awaitText(".story", "next to be called");
    find("1");
    browser.awaitText(".story", "left to come in");
    looks.whole("console-found");
    find("77");
    browser.awaitText(".find-one .warning", "Nobody in this queue");
  }

  @Test
  void makesASaleAndShowsAtTheFieldWhatIsWrong() {
    signedIn("#/new");
    fill(browser, "[name='title']", "Winter tour");
    assertThat(browser.run("return document.querySelector('[name=id]').value"))
        .isEqualTo("winter-tour");
    fill(browser, "[name='capacity']", "0");
    browser.run(
        """
        const set = (name, value) => {
          const input = document.querySelector(`[name="${name}"]`);
          input.value = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        };
        set('date', '2027-01-15');
        set('startsAt', '19:30');
        """);
    fill(browser, "[name='name']", "A");
    fill(browser, "[name='rows']", "20");
    fill(browser, "[name='seatsPerRow']", "0");
    fill(browser, "[name='price']", "99000");
    browser.press(".sale > .primary");
    browser.awaitText(".fault:not([hidden])", "between 1 and");
    assertThat(browser.run("return document.activeElement.name")).isEqualTo("capacity");
    fill(browser, "[name='capacity']", "200");
    browser.press(".sale > .primary");
    browser.awaitShown("[name='seatsPerRow'][aria-invalid]");
    looks.whole("console-sale");
    fill(browser, "[name='seatsPerRow']", "30");
    browser.awaitText(".sum", "600 seats");
    browser.press(".sale > .primary");

    browser.awaitText("main[data-view='queue'] h1", "Winter tour");
    JsonObject concert = operator.get("/v1/concerts/winter-tour");
    assertThat(concert.getString("queueId")).isEqualTo("winter-tour");
    assertThat(concert.getJsonArray("shows").getJsonObject(0).getString("date"))
        .isEqualTo("2027-01-15");
    browser.run("location.hash = '#/audit'");
    browser.awaitText("main[data-view='audit'] .trail", "made the concert");
    looks.whole("console-audit");
  }

  @Test
  void foretellsTheWaitByRateByRoomAndNotWhenNobodyCanTell() {
    signedIn("#/");
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
    signedIn("#/");
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
    operator.makeQueue("moor", new JsonObject());
    browser.run("location.hash = '#/queues/moor'");
    browser.awaitText(PILL, "Open");
    for (String[] word : new String[][] {{"ko", "진행 중"}, {"ja", "受付中"}, {"en", "Open"}}) {
      browser.press("#languages [lang='" + word[0] + "']");
      browser.awaitText(PILL, word[1]);
      assertThat(browser.run("return document.documentElement.lang")).isEqualTo(word[0]);
    }
  }

  private static void find(String name) {
    fill(browser, ".find-one input", name);
    browser.press(".find-one .primary");
  }

  /** Presses the button of the steering that bears this word. */
  private static void press(String word) {
    browser.run(
        """
        [...document.querySelectorAll('.steer button')].find(b => b.textContent === arguments[0]).click();
        """,
        word);
  }

  private static void signedIn(String place) {
    signIn(browser, "Night shift", place);
  }

  private static void signIn(Chromium into, String name, String place) {
    into.open(Steered.url() + "/admin");
    JsonObject body = new JsonObject().put("key", Steered.KEY).put("name", name);
    Object status =
        into.run(
            """
            return fetch('/admin/v1/session', {
              method: 'POST', headers: { 'Content-Type': 'application/json' }, body: arguments[0],
            }).then(answer => answer.status);
            """,
            body.encode());
    assertThat(status).isEqualTo(200);
    into.open(Steered.url() + "/admin" + place);
    into.reload();
    into.awaitText("#who", name);
  }

  /** Types over what an input holds. */
  private static void fill(Chromium into, String css, String text) {
    into.awaitShown(css);
    into.run(
        "const input = document.querySelector(arguments[0]); input.focus(); input.select();", css);
    into.type(text);
  }
}
