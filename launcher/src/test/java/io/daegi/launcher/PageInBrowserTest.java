package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What goes wrong in the shop, in a real browser and in front of the real program. */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith(PagesExtension.class)
@ResourceLock(PagesExtension.LOCK)
class PageInBrowserTest {
  private static final int MONEY = 500_000;

  private final Pages pages;
  private final Chromium browser;
  private final String sale;
  private final String me;
  private final Others others;

  PageInBrowserTest(Pages pages) {
    this.pages = pages;
    this.browser = pages.browser();
    JsonArray sections =
        new JsonArray()
            .add(Steering.section("R", 4, 10, 120_000))
            .add(Steering.section("S", 8, 10, 80_000));
    this.sale = pages.operator().openSale(new JsonObject(), sections);
    this.me = "/v1/queues/" + sale + "/tokens/me";
    this.others = new Others(pages.url(), sale);
  }

  @AfterEach
  void close() {
    others.close();
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
  void fallsBackToEventsAndThenToPolling() {
    browser.runBeforePages(Faults.NO_SOCKETS);
    browser.open(pages.url() + "/concerts/" + sale);
    browser.press("main[data-view='join'] .primary");
    browser.awaitShown("main[data-view='called']");
    browser.awaitShown(".via[data-via='sse'][data-up='true']");

    browser.runBeforePages(Faults.NO_EVENTS);
    browser.reload();
    browser.awaitShown(".via[data-via='poll'][data-up='true']");
    browser.run("return fetch(arguments[0], { method: 'DELETE' }).then(a => a.status)", me);
    browser.awaitText("h1", "You left");
  }

  @Test
  void comesInByKeyboardAlone() {
    browser.open(pages.url() + "/concerts/" + sale);
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

  private void comeIn() {
    browser.open(pages.url() + "/concerts/" + sale);
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
