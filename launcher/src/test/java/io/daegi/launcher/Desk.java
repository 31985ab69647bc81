package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

/** An operator's browser, with the console in it. */
final class Desk extends Screen {
  static final String NAME = "Night shift";

  private static final String SIGN_IN =
      """
      return fetch('/admin/v1/session', {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: arguments[0],
      }).then(answer => answer.status);
      """;

  Desk(SharedProgram program) {
    super(program);
  }

  /** Somebody else's browser. */
  Desk another() {
    return new Desk(program());
  }

  /** Signs in, and goes to a place of the console such as {@code #/queues/demo}. */
  void signIn(String place) {
    signIn(NAME, place);
  }

  void signIn(String name, String place) {
    browser().open(url() + "/admin");
    JsonObject body = new JsonObject().put("key", SharedProgram.KEY).put("name", name);
    assertThat(browser().run(SIGN_IN, body.encode())).isEqualTo(200);
    browser().open(url() + "/admin" + place);
    browser().reload();
    browser().awaitText("#who", name);
  }

  /** Types over what an input holds. */
  void fill(String css, String text) {
    browser().awaitShown(css);
    browser()
        .run(
            "const input = document.querySelector(arguments[0]); input.focus(); input.select();",
            css);
    browser().type(text);
  }

  /** What no keyboard types the same everywhere: a date, a time of day. */
  void set(String name, String value) {
    browser()
        .run(
            """
            const input = document.querySelector(`[name="${arguments[0]}"]`);
            input.value = arguments[1];
            input.dispatchEvent(new Event('input', { bubbles: true }));
            """,
            name,
            value);
  }

  /** Presses the button of the steering that bears this word. */
  void steer(String word) {
    browser()
        .run(
            """
            [...document.querySelectorAll('.steer button')]
              .find(button => button.textContent === arguments[0]).click();
            """,
            word);
  }

  void pause(String why) {
    steer("Pause");
    fill("dialog[open] input", why);
    browser().press("dialog .danger");
    browser().awaitText(".headline .pill", "Paused");
  }

  void resume() {
    steer("Resume");
    browser().press("dialog .primary");
    browser().awaitText(".headline .pill", "Open");
  }

  void say(String message) {
    fill(".message textarea", message);
    browser().press(".message .primary");
    browser().awaitText(".message .note", message);
  }

  /** Takes the message away. */
  void beSilent() {
    browser().press(".message .plain");
    browser().awaitShown(".message:has(.note[hidden])");
  }
}
