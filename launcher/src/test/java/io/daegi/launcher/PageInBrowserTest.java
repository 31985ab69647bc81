package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, in front of the real program with its demo sale. */
class PageInBrowserTest {
  private static final String NO_BROWSER =
      "SKIPPED: no test looked at the page, because chromium and chromedriver are not installed";
  private static final String ME = "/v1/queues/demo/tokens/me";
  private static final String PROGRESS = "return document.querySelector('progress').value";
  private static final int CAPACITY = 20;
  private static final int MONEY = 500_000;

  @TempDir static Path workingDir;
  private static Launched daegi;
  private static String url;

  private Others others;
  private Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    if (!Chromium.isInstalled()) {
      System.err.println(NO_BROWSER);
      return;
    }
    daegi = Launched.in(workingDir, Map.of());
    url =
        await()
            .atMost(Duration.ofMinutes(2))
            .until(PageInBrowserTest::addressTold, each -> !each.isEmpty());
  }

  private static String addressTold() throws IOException {
    assertThat(daegi.runs()).as("running: " + daegi.errors()).isTrue();
    return daegi.output().stream()
        .filter(line -> line.startsWith("Demo sale"))
        .map(line -> line.substring(line.indexOf("http"), line.length() - 1))
        .findFirst()
        .orElse("");
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
    others = new Others(url);
    browser = Chromium.start(Files.createTempDirectory(workingDir, "profile"));
  }

  /** Whatever a test is about: the page kept to its policy, and no script of it broke. */
  @AfterEach
  void closeBrowser() {
    if (browser == null) {
      return;
    }
    try {
      assertThat(browser.log())
          .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
      browser.run("return fetch(arguments[0], { method: 'DELETE' }).then(a => a.status)", ME);
    } finally {
      browser.close();
      others.close();
    }
  }

  @Test
  void sellsASeatFromTheLineToTheTicket() {
    comeIn();
    browser.awaitShown(".via[data-via='websocket'][data-up='true']");
    chooseTheFirstFreeSeat();
    String total = browser.text(".bill .sum dd");
    browser.press(".checkout > .primary"); // tops up what is missing
    browser.awaitText(".checkout > .primary:not([hidden])", "Pay " + total);
    browser.press(".checkout > .primary");

    browser.awaitShown("main[data-view='ticket'] .ticket");
    JsonObject sold = onlyReservation();
    assertThat(sold.getString("state")).isEqualTo("CONFIRMED");
    assertThat(browser.text(".ticket code")).isEqualTo(sold.getString("reservationId"));
    assertThat(browser.text(".ticket")).contains(total);

    browser.reload();
    browser.awaitText(".ticket code", sold.getString("reservationId"));
    assertThat(browser.run("return document.cookie")).isEqualTo("");
  }

  @Test
  void paysOnceWhenTheAnswerIsLostAndThePageIsReloaded() {
    comeIn();
    topUp();
    chooseTheFirstFreeSeat();
    paysOnceAfterAReload(Faults.LOSE_ANSWERS_OF_PAYMENTS, "CONFIRMED");
  }

  @Test
  void repeatsAPaymentThatNeverArrivedUnderTheSameKey() {
    comeIn();
    topUp();
    chooseTheFirstFreeSeat();
    paysOnceAfterAReload(Faults.LOSE_PAYMENTS, "HELD");
  }

  private void paysOnceAfterAReload(String fault, String stateBefore) {
    JsonObject hold = onlyReservation();
    String id = hold.getString("reservationId");
    browser.run(fault);
    browser.press(".checkout > .primary");
    browser.awaitShown("body[data-lost]");
    assertThat(onlyReservation().getString("state")).isEqualTo(stateBefore);
    Object key = browser.run("return sessionStorage.getItem('daegi.once.pay.' + arguments[0])", id);

    browser.reload();

    browser.awaitText(".ticket code", id);
    assertThat(onlyReservation().getString("state")).isEqualTo("CONFIRMED");
    assertThat(isReplayed(id, key)).isEqualTo("true");
    assertThat(balance()).isEqualTo(MONEY - hold.getJsonObject("total").getLong("amount"));
  }

  @Test
  void saysWhoWasFasterAndShowsTheSeatAsTaken() {
    comeIn();
    browser.press(".dates li:last-child button");
    browser.press(".map [data-state='AVAILABLE']");
    String seat = browser.text(".map [data-state='CHOSEN']");
    String id =
        (String)
            browser.run("return document.querySelector('.map [data-state=CHOSEN]').dataset.seat");
    browser.run(Faults.SEE_SEATS_ONLY_AFTER_RESERVING);
    String other = others.join();
    others.awaitCall(other);
    others.hold(other, id);

    browser.press(".basket .primary");

    browser.awaitText("#notice", "seat " + seat);
    browser.awaitShown(".map [data-seat='" + id + "'][data-state='HELD']");
  }

  @Test
  void showsAPlaceThatMovesAndSurvivesAReload() {
    List<String> tokens = Stream.generate(others::join).limit(CAPACITY + 3).toList();
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    tokens.subList(0, CAPACITY).forEach(others::comeIn);
    browser.awaitText(".position", "4");

    others.leave(tokens.get(CAPACITY));
    browser.awaitText(".position", "3");
    double come = ((Number) browser.run(PROGRESS)).doubleValue();
    browser.reload();
    browser.awaitText(".position", "3");
    assertThat(come).isPositive();
    assertThat(((Number) browser.run(PROGRESS)).doubleValue()).isGreaterThanOrEqualTo(come);

    browser.press("#languages [lang='ko']");
    browser.awaitText("h1", "대기 중입니다");
    browser.press(".foot button");
    browser.press("dialog .danger");
    browser.awaitText("h1", "대기열에서 나왔습니다");
  }

  @Test
  void fallsBackToEventsAndThenToPolling() {
    browser.runBeforePages(Faults.NO_SOCKETS);
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='called']");
    browser.awaitShown(".via[data-via='sse'][data-up='true']");

    browser.runBeforePages(Faults.NO_EVENTS);
    browser.reload();
    browser.awaitShown(".via[data-via='poll'][data-up='true']");
    browser.run("return fetch(arguments[0], { method: 'DELETE' }).then(a => a.status)", ME);
    browser.awaitText("h1", "You left");
  }

  @Test
  void comesInByKeyboardAlone() {
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='called']");
    assertThat(browser.run("return document.activeElement.tagName")).isEqualTo("H1");
    browser.type("\uE004\uE007"); // tab, enter
    browser.awaitShown("main[data-view='dates'] .dates button");
    browser.type("\uE004\uE007");
    browser.awaitShown(".map [data-state='AVAILABLE']");
    browser.run("document.querySelector('.map [tabindex=\"0\"]').focus()");
    browser.type("\uE014\uE015"); // right, down
    assertThat(browser.run("return document.activeElement.dataset.seat")).isEqualTo("R-2-2");
    browser.type(" ");
    browser.awaitShown(".map [data-seat='R-2-2'][data-state='CHOSEN']");
  }

  @Test
  void speaksEveryLanguageInFull() {
    browser.open(url + "/");
    browser.awaitShown("main[data-view='join']");
    Object different =
        browser.run(
            """
            const folder = document.querySelector('script').src.replace('main.js', '');
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
  }

  private void comeIn() {
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    browser.press("main[data-view='called'] .primary");
    browser.awaitShown("main[data-view='dates']");
  }

  private void chooseTheFirstFreeSeat() {
    browser.press(".dates li button");
    browser.press(".map [data-state='AVAILABLE']");
    browser.press(".basket .primary");
    browser.awaitShown("main[data-view='checkout'] .checkout > .primary");
  }

  private void topUp() {
    browser.run(
        """
        return fetch('/v1/charge-balance', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'top-up-of-the-test' },
          body: JSON.stringify({ amount: arguments[0], currency: 'KRW' }),
        }).then(answer => answer.text());
        """,
        MONEY);
    assertThat(balance()).isEqualTo(MONEY);
  }

  /** Whether the payment under this key is one that was made before. */
  private Object isReplayed(String reservationId, Object key) {
    return browser.run(
        """
        return fetch('/v1/payments', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': arguments[1] },
          body: JSON.stringify({ reservationId: arguments[0] }),
        }).then(answer => answer.headers.get('Idempotency-Replayed'));
        """,
        reservationId,
        key);
  }

  private JsonObject onlyReservation() {
    JsonArray all = fetched("/v1/reservations").getJsonArray("items");
    assertThat(all).hasSize(1);
    return all.getJsonObject(0);
  }

  private long balance() {
    return fetched("/v1/balance?currency=KRW").getJsonObject("balance").getLong("amount");
  }

  /** What the visitor of the browser is told. */
  private JsonObject fetched(String path) {
    String body = (String) browser.run("return fetch(arguments[0]).then(a => a.text())", path);
    return new JsonObject(body);
  }
}
