package io.daegi.launcher.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Writes docs/configuration.md from the registry of settings. */
public final class ConfigurationPage {
  static final String COMMAND = "mvn -q -Pdocs";

  private static final String INTRODUCTION =
      """
      # Configuration

      Made from the code by `mvn -q -Pdocs`; a test compares the two.

      Settings are environment variables, or lines of the file that `DAEGI_CONFIG_FILE` names; the environment wins, and a
      blank value counts as none. A value out of its range and an unknown `DAEGI_` name are refused at the start: every
      fault is told at once, with its mend, and the exit code is 2. Secrets are shown nowhere.
      """;

  private ConfigurationPage() {}

  /** Takes one argument: the file to write. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), text());
  }

  static String text() {
    return INTRODUCTION
        + Settings.SUBJECTS.stream().map(ConfigurationPage::section).collect(Collectors.joining());
  }

  private static String section(Settings.Subject subject) {
    String rows =
        subject.settings().stream().map(ConfigurationPage::row).collect(Collectors.joining());
    return "\n## "
        + subject.title()
        + "\n\n| Setting | Value | Default | What it does |\n| --- | --- | --- | --- |\n"
        + rows;
  }

  private static String row(Setting<?> setting) {
    String shown = setting.defaultShown().isEmpty() ? "none" : setting.defaultShown();
    String secret = setting.secret() ? " Secret." : "";
    return "| `%s` | %s | %s | %s%s |\n"
        .formatted(setting.name(), value(setting.type()), shown, setting.description(), secret);
  }

  private static String value(ValueType<?> type) {
    String unit = type.unit().isEmpty() ? "" : " " + type.unit();
    return type.title() + (type.range().isEmpty() ? "" : ", " + type.range()) + unit;
  }
}
