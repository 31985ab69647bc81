package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** One person's browser before {@link SharedProgram}, which each test finds as if it were new. */
class Screen implements AutoCloseable {
  private final SharedProgram program;
  private final Chromium browser;

  Screen(SharedProgram program) {
    this.program = program;
    try {
      this.browser = Chromium.start(program.newFolder("profile"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Before a test: the browser has seen nothing yet. */
  void begin() {
    browser.forget(program.origins().stream());
  }

  /**
   * After a test, whatever it was about: pages kept to their policy, no script broke, every page of
   * ours came with the policy, and nobody else was asked for anything.
   */
  void end() {
    browser.network(true);
    assertThat(browser.log())
        .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
    Traffic traffic = browser.traffic();
    assertThat(program.origins()).containsAll(traffic.origins());
    assertThat(traffic.policiesOf(program.url()))
        .isNotEmpty()
        .allSatisfy(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'")
                    .doesNotContain("unsafe"));
  }

  SharedProgram program() {
    return program;
  }

  String url() {
    return program.url();
  }

  Steering operator() {
    return program.operator();
  }

  Chromium browser() {
    return browser;
  }

  Looks looks() {
    return new Looks(browser);
  }

  @Override
  public void close() {
    browser.close();
  }
}
