package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final String TOKENS = "/v1/queues/demo/tokens";
  private static final String ME = TOKENS + "/me";
  private static final int CAPACITY = 20;
  private static final int MONEY = 500_000;

  @TempDir static Path workingDir;
  private static Launched daegi;
  private static String url;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> others = new ArrayList<>();
  private Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    if (!Chromium.isInstalled()) {
      System.err.println(NO_BROWSER);
    }
    assumeTrue(Chromium.isInstalled(), NO_BROWSER);
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
    browser = Chromium.start(Files.createTempDirectory(workingDir, "profile"));
  }

  /** Whatever a test is about: the page kept to its policy, and no script of it broke. */
  @AfterEach
  void closeBrowser() throws Exception {
    try {
      assertThat(browser.log())
          .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
      browser.run("return fetch(arguments[0], { method: 'DELETE' }).then(a => a.status)", ME);
    } finally {
      browser.close();
      for (String token : others) {
        send("DELETE", ME, token);
      }
      client.close();
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
    paysOnceAfterAReload(this::loseAnswersOfPayments, "CONFIRMED");
  }

  @Test
  void repeatsAPaymentThatNeverArrivedUnderTheSameKey() {
    comeIn();
    topUp();
    chooseTheFirstFreeSeat();
    paysOnceAfterAReload(this::loseRequestsOfPayments, "HELD");
  }

  private void paysOnceAfterAReload(Runnable fault, String stateBefore) {
    JsonObject hold = onlyReservation();
    String id = hold.getString("reservationId");
    fault.run();
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
  void saysWhoWasFasterAndShowsTheSeatAsTaken() throws Exception {
    comeIn();
    browser.press(".dates li:last-child button");
    browser.press(".map [data-state='AVAILABLE']");
    String seat = browser.text(".map [data-state='CHOSEN']");
    String id =
        (String)
            browser.run("return document.querySelector('.map [data-state=CHOSEN]').dataset.seat");
    lookAtSeatsOnlyAfterReserving();
    String other = join();
    await().atMost(Duration.ofSeconds(30)).until(() -> state(other).equals("READY"));
    String wish = "{\"showId\":\"%s\",\"seat\":\"%s\"}".formatted(lastShow(), id);
    assertThat(send("POST", "/v1/concerts/demo/reservations", other, wish).statusCode())
        .isEqualTo(201);

    browser.press(".basket .primary");

    browser.awaitText("#notice", "seat " + seat);
    browser.awaitShown(".map [data-seat='" + id + "'][data-state='HELD']");
  }

  @Test
  void showsAPlaceThatMovesAndSurvivesAReload() throws Exception {
    for (int i = 0; i < CAPACITY + 3; i++) {
      join();
    }
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> state(others.get(CAPACITY - 1)).equals("READY"));
    browser.awaitText(".position", "4");

    send("DELETE", ME, others.get(CAPACITY));
    browser.awaitText(".position", "3");
    browser.reload();
    browser.awaitText(".position", "3");

    browser.press("#languages [lang='ko']");
    browser.awaitText("h1", "대기 중입니다");
    browser.press(".foot button");
    browser.press("dialog .danger");
    browser.awaitText("h1", "대기열에서 나왔습니다");
  }

  @Test
  void fallsBackToEventsAndThenToPolling() throws Exception {
    String noSockets =
        "WebSocket = class { constructor() { setTimeout(() => this.onclose({ code: 1006 })); } close() {} };";
    String noEvents =
        "EventSource = class { constructor() { setTimeout(() => this.onerror()); } addEventListener() {} close() {} };";
    browser.runBeforePages(noSockets);
    browser.open(url + "/");
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='called']");
    browser.awaitShown(".via[data-via='sse'][data-up='true']");

    browser.runBeforePages(noEvents);
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
  void speaksBothLanguagesInFull() {
    browser.open(url + "/");
    browser.awaitShown("main[data-view='join']");
    Object different =
        browser.run(
            """
            const folder = document.querySelector('script').src.replace('main.js', '');
            return Promise.all(['en', 'ko'].map(tag => import(`${folder}words-${tag}.js`)))
              .then(([{ en }, { ko }]) => {
                const keys = words => Object.keys(words).sort();
                const holes = text => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
                const missing = keys(en).filter(key => !(key in ko)).concat(keys(ko).filter(key => !(key in en)));
                return missing.concat(keys(en).filter(key => !key.endsWith('.one') && holes(en[key]) !== holes(ko[key])));
              });
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

  /** Payments arrive, but their answers never do. */
  private void loseAnswersOfPayments() {
    browser.run(
        """
        const original = window.fetch;
        window.fetch = async (address, request) => {
          const answer = await original(address, request);
          if (address !== '/v1/payments') {
            return answer;
          }
          document.body.dataset.lost = answer.status;
          return new Promise(() => {});
        };
        """);
  }

  private void loseRequestsOfPayments() {
    browser.run(
        """
        const original = window.fetch;
        window.fetch = (address, request) => {
          if (address !== '/v1/payments') {
            return original(address, request);
          }
          document.body.dataset.lost = 'request';
          return new Promise(() => {});
        };
        """);
  }

  /** Lets the page learn by a refusal what it would otherwise see for itself. */
  private void lookAtSeatsOnlyAfterReserving() {
    browser.run(
        """
        const original = window.fetch;
        let hasReserved = false;
        window.fetch = (address, request) => {
          hasReserved ||= address.endsWith('/reservations') && request.method === 'POST';
          return address.includes('/available-seats') && !hasReserved
            ? new Promise(() => {})
            : original(address, request);
        };
        """);
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

  private String lastShow() throws Exception {
    JsonArray shows =
        new JsonObject(send("GET", "/v1/concerts/demo", null).body()).getJsonArray("shows");
    return shows.getJsonObject(shows.size() - 1).getString("showId");
  }

  private String join() throws Exception {
    String token = new JsonObject(send("POST", TOKENS, null).body()).getString("token");
    others.add(token);
    return token;
  }

  private String state(String token) throws Exception {
    return new JsonObject(send("GET", ME, token).body()).getString("state");
  }

  private HttpResponse<String> send(String method, String path, String token) throws Exception {
    return send(method, path, token, "");
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return client.send(
        request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
