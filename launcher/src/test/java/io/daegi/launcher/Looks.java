package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/**
 * Looks at a page in the light and in the dark, and holds both against the rules of axe; on the
 * phone, where room is scarce. With {@code -Ddaegi.pictures=true} it also keeps pictures for people
 * who want to see, of phone and desk: they take the processor longer than what the tests are about.
 */
final class Looks {
  private static final boolean KEEPS_PICTURES = Boolean.getBoolean("daegi.pictures");
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String ABOUT = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
  private static final String FOLDER = "/META-INF/resources/webjars/axe-core/";
  private static final String VIOLATIONS =
      """
      const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const smallTargetsToo = { 'target-size': { enabled: true } };
      return axe.run({ runOnly: rules, rules: smallTargetsToo }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary}`)));
      """;

  private final Chromium browser;

  Looks(Chromium browser) {
    this.browser = browser;
  }

  /** Fails when anybody could not read or use what is shown. */
  void at(String state) {
    look(state, false);
  }

  /** The same, with pictures of the whole page, however long it is. */
  void whole(String state) {
    look(state, true);
    browser.look(1280, 800, false);
  }

  /** Only a picture, as it is on a phone. */
  void phone(String state, boolean isDark) {
    picture(state + "-phone", 390, 844, isDark);
  }

  /** Only a picture, as it is on a desk. */
  void desk(String state, boolean isDark) {
    picture(state + "-desk", 1280, 800, isDark);
  }

  private void picture(String name, int width, int height, boolean isDark) {
    browser.look(width, height, isDark);
    keep(name + (isDark ? "-dark.png" : "-light.png"));
  }

  private void look(String state, boolean isWhole) {
    browser.run(axe());
    for (boolean isDark : new boolean[] {false, true}) {
      String light = isDark ? "-dark.png" : "-light.png";
      if (KEEPS_PICTURES) {
        show(1280, 800, isDark, isWhole);
        keep(state + "-desk" + light);
      }
      show(390, 844, isDark, isWhole);
      keep(state + "-phone" + light);
      assertThat((JsonArray) browser.run(VIOLATIONS)).as("%s, dark: %s", state, isDark).isEmpty();
    }
  }

  private void show(int width, int height, boolean isDark, boolean isWhole) {
    browser.look(width, height, isDark);
    if (isWhole) {
      int whole = ((Number) browser.run("return document.body.scrollHeight")).intValue();
      browser.look(width, Math.max(height, whole), isDark);
    }
  }

  private void keep(String name) {
    if (!KEEPS_PICTURES) {
      return;
    }
    try {
      Files.write(Files.createDirectories(PICTURES).resolve(name), browser.screenshot());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String axe() {
    try {
      Properties about = new Properties();
      about.load(new StringReader(resource(ABOUT)));
      return resource(FOLDER + about.getProperty("version") + "/axe.min.js");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (var file = Looks.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
