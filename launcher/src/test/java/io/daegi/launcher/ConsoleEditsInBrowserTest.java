package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What operators change in their console, in a real browser and before the real program. */
@Order(Lanes.OPERATORS_BROWSER)
@ExtendWith(DeskExtension.class)
@ResourceLock(DeskExtension.LOCK)
class ConsoleEditsInBrowserTest {
  private static final String WHY = "the shop is slow";
  private static final String WORD = "Back in five minutes.";
  private static final String PILL = ".headline .pill";

  private final Desk desk;
  private final Chromium browser;
  private final Steering operator;

  ConsoleEditsInBrowserTest(Desk desk) {
    this.desk = desk;
    this.browser = desk.browser();
    this.operator = desk.operator();
  }

  @Test
  void tellsWhatWouldFollowAndNeverOverwritesAnotherOperator() {
    operator.openQueue("delta", new JsonObject().put("capacity", 100).put("admitPerSecond", 0.1));
    operator.join("delta", 30);
    desk.signIn("#/queues/delta");
    browser.awaitText(".figures .inside dd", "of 100");
    desk.fill(".settings [name='admitPerSecond']", "2");
    browser.awaitText(".effects", "waiting are called within about");
    browser.awaitText(".effects", "instead of");
    desk.fill(".settings [name='reason']", WHY);
    desk.looks().whole("console-preview");
    try (Desk other = desk.another()) {
      other.signIn("Mina", "#/queues/delta");
      other.browser().awaitText(".figures .inside dd", "of 100");
      other.fill(".settings [name='admitPerSecond']", "1");
      other.fill(".settings [name='capacity']", "120");
      other.fill(".settings [name='reason']", "more staff");
      other.browser().press(".settings .about-change .primary");
      other.browser().awaitText(".trail", "more staff");
    }
    assertThat(operator.queue("delta").getInteger("capacity")).isEqualTo(120);
    browser.awaitText(".settings .warning", "Somebody else");

    browser.press(".settings .about-change .primary");
    browser.awaitText(".conflict", "Mina changed the settings");
    assertThat(browser.text(".conflict")).contains("more staff", "100 → 120", "1 → 2");
    desk.looks().whole("console-conflict");
    assertThat(operator.queue("delta").getDouble("admitPerSecond")).isEqualTo(1);

    browser.press(".conflict .primary");
    browser.awaitText(".trail", WHY);
    browser.awaitText(".trail", "Night shift");
    assertThat(operator.queue("delta").getInteger("capacity")).isEqualTo(120);
    assertThat(operator.queue("delta").getDouble("admitPerSecond")).isEqualTo(2);
  }

  @Test
  void pausesOnlyWithAReasonResumesAndSpeaksToTheWaiting() {
    operator.openQueue("lake", new JsonObject().put("capacity", 1));
    desk.signIn("#/queues/lake");
    browser.awaitText(PILL, "Open");
    desk.steer("Pause");
    browser.awaitShown("dialog[open]");
    browser.press("dialog .danger");
    assertThat(browser.run("return document.querySelector('dialog').open")).isEqualTo(true);
    desk.fill("dialog input", WHY);
    desk.looks().at("console-pause");
    browser.press("dialog .danger");
    browser.awaitText(PILL, "Paused");
    browser.awaitText(".trail", WHY);
    assertThat(operator.queue("lake").getString("state")).isEqualTo("PAUSED");
    desk.resume();

    desk.say(WORD);
    assertThat(operator.queue("lake").getString("message")).isEqualTo(WORD);
    browser.awaitText(".trail", WORD);
    desk.steer("Close");
    browser.awaitText("dialog", "turned away at once");
    browser.press("dialog .plain");
    assertThat(operator.queue("lake").getString("state")).isEqualTo("OPEN");
  }

  @Test
  void doesNothingWhereSomebodyElseWasFasterAndSaysWho() {
    operator.openQueue("fjord", new JsonObject());
    desk.signIn("#/queues/fjord");
    browser.awaitText(PILL, "Open");
    desk.steer("Close");
    desk.fill("dialog[open] input", "sold out");
    operator.tell("POST", "/queues/fjord/pause", new JsonObject().put("reason", WHY));
    browser.awaitText(PILL, "Paused");
    browser.press("dialog .danger");
    browser.awaitText("#notice", "admin was faster: paused");
    assertThat(browser.text("#notice")).contains(WHY, "Nothing of yours was done");
    desk.looks().at("console-overtaken");
    assertThat(operator.queue("fjord").getString("state")).isEqualTo("PAUSED");

    desk.fill(".message textarea", WORD);
    operator.tell("PUT", "/queues/fjord/message", new JsonObject().put("message", "Theirs."));
    browser.awaitText(".message .note", "Theirs.");
    browser.press(".message .primary");
    browser.awaitText("#notice", "changed the message");
    assertThat(operator.queue("fjord").getString("message")).isEqualTo("Theirs.");
    browser.press(".message .primary");
    browser.awaitText(".message .note", WORD);
  }

  @Test
  void changesAPlanAndNeverOverTheOneOfSomebodyElse() {
    JsonArray sections = new JsonArray().add(Steering.section("R", 4, 10, 120_000));
    String sale = operator.openSale(new JsonObject(), sections);
    String plan = "/admin/v1/concerts/" + sale;
    desk.signIn("#/queues/" + sale);
    browser.press(".behind a");
    browser.awaitText("main[data-view='concert'] h1", "An evening of waiting");
    desk.fill("[name='rows']", "6");
    browser.awaitText(".sum", "120 seats: 60 on each of 2 dates");
    JsonObject theirs = operator.get(plan).put("title", "Their evening").put("reason", WHY);
    operator.tell("PUT", "/concerts/" + sale, theirs);
    browser.press(".sale > .primary");
    browser.awaitText(".conflict", "admin was faster: changed the concert");
    desk.looks().whole("console-plan-conflict");
    browser.press(".conflict .primary");
    browser.awaitText("main[data-view='concert'] h1", "Their evening");

    desk.fill("[name='rows']", "6");
    browser.press(".sale > .primary");
    browser.awaitText("#notice", "The plan is changed");
    JsonArray shows = operator.get(plan).getJsonArray("shows");
    theirs.getJsonArray("shows").stream()
        .map(show -> ((JsonObject) show).getJsonArray("sections").getJsonObject(0))
        .forEach(section -> section.put("rows", 6));
    assertThat(shows).isEqualTo(theirs.getJsonArray("shows"));
  }

  @Test
  void makesASaleAndShowsAtTheFieldWhatIsWrong() {
    desk.signIn("#/new");
    desk.fill("[name='title']", "Winter tour");
    assertThat(browser.run("return document.querySelector('[name=id]').value"))
        .isEqualTo("winter-tour");
    desk.fill("[name='capacity']", "0");
    desk.set("date", "2027-01-15");
    desk.set("startsAt", "19:30");
    desk.fill("[name='name']", "A");
    desk.fill("[name='rows']", "20");
    desk.fill("[name='seatsPerRow']", "0");
    desk.fill("[name='price']", "99000");
    browser.press(".sale > .primary");
    browser.awaitText(".fault:not([hidden])", "between 1 and");
    assertThat(browser.run("return document.activeElement.name")).isEqualTo("capacity");
    desk.fill("[name='capacity']", "200");
    browser.press(".sale > .primary");
    browser.awaitShown("[name='seatsPerRow'][aria-invalid]");
    desk.looks().whole("console-sale");
    desk.fill("[name='seatsPerRow']", "30");
    browser.awaitText(".sum", "600 seats");
    browser.press(".sale > .primary");

    browser.awaitText("main[data-view='queue'] h1", "Winter tour");
    JsonObject concert = operator.get("/v1/concerts/winter-tour");
    assertThat(concert.getString("queueId")).isEqualTo("winter-tour");
    assertThat(concert.getJsonArray("shows").getJsonObject(0).getString("date"))
        .isEqualTo("2027-01-15");
    browser.run("location.hash = '#/audit'");
    browser.awaitText("main[data-view='audit'] .trail", "made the concert");
    desk.looks().whole("console-audit");
  }
}
