package io.daegi.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");

  @Test
  void isWhatTheCodeSays() throws IOException {
    assertThat(PAGE).exists();
    assertThat(Files.readString(PAGE))
        .as(
            "docs/configuration.md is out of date: write it again with \""
                + ConfigurationPage.COMMAND
                + "\"")
        .isEqualTo(ConfigurationPage.text());
  }

  @Test
  void tellsOfEverySetting() {
    for (String name : Settings.names()) {
      assertThat(ConfigurationPage.text()).containsOnlyOnce("| `" + name + "` |");
    }
  }
}
