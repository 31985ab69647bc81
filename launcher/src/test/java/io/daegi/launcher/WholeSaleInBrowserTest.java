package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.launcher.sale.Api;
import io.daegi.launcher.sale.Crowd;
import io.daegi.launcher.sale.LogEvidence;
import io.daegi.launcher.sale.ShopEvidence;
import io.daegi.launcher.sale.Ticketing;
import io.daegi.launcher.sale.Witness;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A whole sale in the pages: an operator makes and steers it in one browser, a visitor waits and
 * buys in another, and fifty people come and go beside them over real HTTP.
 */
@Order(Lanes.VISITORS_BROWSER)
@ExtendWith({PagesExtension.class, DeskExtension.class})
@ResourceLock(PagesExtension.LOCK)
@ResourceLock(DeskExtension.LOCK)
class WholeSaleInBrowserTest {
  private static final String ID = "summer-night";
  private static final String DATE = "2027-06-18";
  private static final int CAPACITY = 20;
  private static final int ROWS = 5;
  private static final int SEATS_PER_ROW = 10;
  private static final int AHEAD = 40;
  private static final int BEHIND = 10;

  /** Of each twenty that come three leave, vanish or ignore their call. */
  private static final int BUYERS = AHEAD + BEHIND - 9;

  private static final String NUMBER = "Your number" + (AHEAD + 1);
  private static final String WHY = "the payment provider is slow";
  private static final String WORD = "We go on in a few minutes.";
  private static final String SOLD = ".map [data-seat][data-state='SOLD']";
  private static final String CHOSEN = ".map [data-seat][data-state='CHOSEN']";

  private final Ticketing sale = new Ticketing(ID, ID, CAPACITY, List.of(DATE));
  private final Pages pages;
  private final Chromium visitor;
  private final Desk desk;
  private final Steering operator;

  WholeSaleInBrowserTest(Pages pages, Desk desk) {
    this.pages = pages;
    this.visitor = pages.browser();
    this.desk = desk;
    this.operator = desk.operator();
  }

  @Test
  void leadsOneBrowserFromTheLineToTheTicketAmongFiftyOthers() throws Exception {
    makeTheSale();
    try (Crowd crowd = new Crowd(new Api(pages.url()), sale)) {
      crowd.come(AHEAD);
      await().until(() -> figures().getInteger("lastNumber") == AHEAD);
      takeAPlaceInOneOfTwoTabs();
      bePaused();
      reload();
      loseTheNetworkWhileTheLineGoesOn();
      letThemInFaster();
      comeIn();
      crowd.come(BEHIND);
      String reservationId = buyASeatAmong(crowd);

      Witness others = crowd.goneHome();
      assertThat(others.bought).hasSize(BUYERS);
      assertSold(others, reservationId);
      assertLine(others);
    }
  }

  private void makeTheSale() {
    desk.signIn("#/new");
    desk.fill("[name='title']", "Summer night");
    desk.fill("[name='capacity']", "" + CAPACITY);
    desk.fill("[name='admitPerSecond']", "1");
    desk.set("date", DATE);
    desk.set("startsAt", "19:30");
    desk.fill("[name='name']", "A");
    desk.fill("[name='rows']", "" + ROWS);
    desk.fill("[name='seatsPerRow']", "" + SEATS_PER_ROW);
    desk.fill("[name='price']", "" + Ticketing.PRICE);
    desk.browser().awaitText(".sum", ROWS * SEATS_PER_ROW + " seats");
    desk.looks().desk("whole-sale-made", false);
    desk.browser().press(".sale > .primary");
    desk.browser().awaitText("main[data-view='queue'] h1", "Summer night");
  }

  /** The other tab hears of it, and has the same. */
  private void takeAPlaceInOneOfTwoTabs() {
    visitor.open(pages.url() + "/concerts/" + ID);
    visitor.awaitShown("main[data-view='join'] .primary");
    pages.looks().phone("whole-sale-join", false);
    String first = visitor.tab();
    visitor.openTab();
    String second = visitor.tab();
    visitor.open(pages.url() + "/concerts/" + ID);
    visitor.press("main[data-view='join'] .primary");
    visitor.awaitText(".facts", NUMBER);
    visitor.showTab(first);
    visitor.awaitText("main[data-view='waiting'] .facts", NUMBER);
    assertThat(figures().getInteger("lastNumber")).isEqualTo(AHEAD + 1);
    pages.looks().phone("whole-sale-waiting", false);
    visitor.showTab(second);
    visitor.closeTab(first);
  }

  private void bePaused() {
    desk.looks().desk("whole-sale-running", false);
    desk.pause(WHY);
    desk.say(WORD);
    visitor.awaitText(".note", WORD);
    visitor.awaitShown(".via[data-up='true']");
    pages.looks().at("whole-sale-paused-room");
    desk.looks().desk("whole-sale-paused", true);
  }

  private void reload() {
    String position = visitor.text(".position");
    double come = progress();
    visitor.reload();
    visitor.awaitText(".position", position);
    assertThat(visitor.text(".facts")).contains(NUMBER);
    assertThat(come).isPositive();
    assertThat(progress()).isEqualTo(come);
  }

  /** What the line did meanwhile is shown as soon as the way is open again. */
  private void loseTheNetworkWhileTheLineGoesOn() {
    int before = position();
    int called = figures().getInteger("servingNumber");
    visitor.network(false);
    visitor.awaitShown(".place.stale");
    pages.looks().at("whole-sale-cut");
    desk.resume();
    await().until(() -> figures().getInteger("servingNumber") > called + 1);
    assertThat(position()).isEqualTo(before);
    visitor.network(true);
    await().atMost(Duration.ofSeconds(20)).until(() -> position() < before);
    visitor.awaitShown(".place:not(.stale)");
  }

  private void letThemInFaster() {
    desk.fill(".settings [name='admitPerSecond']", "50");
    desk.fill(".settings [name='reason']", "the provider is back");
    desk.browser().awaitText(".effects", "waiting are called within about");
    desk.looks().desk("whole-sale-faster", false);
    desk.browser().press(".settings .about-change .primary");
    desk.browser().awaitText(".trail", "the provider is back");
    desk.beSilent();
  }

  private void comeIn() {
    visitor.awaitShown("main[data-view='called'] .primary");
    pages.looks().phone("whole-sale-called", false);
    visitor.press("main[data-view='called'] .primary");
    visitor.awaitShown(".dates li button");
    pages.looks().at("whole-sale-dates");
    visitor.press(".dates li button");
    visitor.awaitShown(SOLD);
  }

  /** Chooses while they buy; a seat that one of them was faster with is told, and chosen anew. */
  private String buyASeatAmong(Crowd crowd) throws Exception {
    visitor.press(".map [data-seat][data-state='AVAILABLE']");
    pages.looks().at("whole-sale-seats");
    int sold = crowd.goneHome().bought.size();
    await().atMost(Duration.ofSeconds(20)).until(() -> count(SOLD) == sold);
    desk.looks().desk("whole-sale-selling", true);
    if (count(CHOSEN) == 0) {
      assertThat(visitor.text("#notice")).contains("gone");
      visitor.press(".map [data-seat][data-state='AVAILABLE']");
    }
    visitor.press(".basket .primary");
    visitor.awaitShown(".checkout > .primary");
    pages.looks().at("whole-sale-checkout");
    String total = visitor.text(".bill .sum dd");
    visitor.press(".checkout > .primary"); // tops up what is missing
    visitor.awaitText(".checkout > .primary:not([hidden])", "Pay " + total);
    pages.looks().phone("whole-sale-pay", true);
    visitor.press(".checkout > .primary");
    return keepTheTicket(total);
  }

  private String keepTheTicket(String total) {
    visitor.awaitText(".ticket", total);
    await().until(() -> count(".ticket .code") == 1 && isDrawn());
    pages.looks().at("whole-sale-ticket");
    String reservationId = visitor.text(".ticket code");
    visitor.reload();
    visitor.awaitText(".ticket code", reservationId);
    assertThat(visitor.run("return document.cookie")).isEqualTo("");
    return reservationId;
  }

  private boolean isDrawn() {
    return (boolean) visitor.run("return document.querySelector('.ticket .code').naturalWidth > 0");
  }

  private void assertSold(Witness others, String reservationId) {
    ShopEvidence shop = ShopEvidence.ofConcert(pages.program().embedded("PostgreSQL"), ID);
    List<String> told = others.bought.stream().map(Witness.Bought::reservationId).toList();
    assertThat(shop.faults()).isEmpty();
    assertThat(shop.confirmed()).contains(reservationId).containsAll(told).hasSize(BUYERS + 1);
    assertThat(shop.seatsSold()).doesNotHaveDuplicates().hasSize(BUYERS + 1);
  }

  private void assertLine(Witness others) throws Exception {
    LogEvidence line = LogEvidence.of(pages.program().embedded("Kafka"), sale);
    assertThat(line.faults).isEmpty();
    assertThat(line.completed).hasSize(BUYERS + 1).containsKey(AHEAD + 1L);
    assertThat(line.completed.keySet())
        .containsAll(others.bought.stream().map(Witness.Bought::number).toList());
  }

  private JsonObject figures() {
    return operator.figures(ID);
  }

  private int position() {
    return Integer.parseInt(visitor.text(".position"));
  }

  private double progress() {
    return ((Number) visitor.run("return document.querySelector('progress').value")).doubleValue();
  }

  private int count(String css) {
    return ((Number) visitor.run("return document.querySelectorAll(arguments[0]).length", css))
        .intValue();
  }
}
