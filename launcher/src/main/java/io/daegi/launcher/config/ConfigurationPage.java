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
      fault is told at once, with its mend, and the exit code is 2. Secrets are shown nowhere. `config check` as the program's
      arguments shows every value that counts and where it comes from, or the faults (exit code 1), and starts nothing.

      A secret may stand in a file of its own: `DAEGI_ADMIN_KEY_FILE` names the file whose text is `DAEGI_ADMIN_KEY`, and so
      on for every setting that is marked as a secret.
      """;

  private static final String KAFKA =
      """

      ## Kafka's clients

      `DAEGI_KAFKA_` and the name of a property of Kafka's clients, in capitals and with underscores for dots, gives it to
      every client that is made: `DAEGI_KAFKA_SECURITY_PROTOCOL` is `security.protocol`. Passwords, keys and
      `DAEGI_KAFKA_SASL_JAAS_CONFIG` are secrets. Refused, since a law of the house stands on them:
      """;

  private ConfigurationPage() {}

  /** Takes one argument: the file to write. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), text());
  }

  static String text() {
    return INTRODUCTION
        + Settings.SUBJECTS.stream().map(ConfigurationPage::section).collect(Collectors.joining())
        + KAFKA
        + KafkaProperties.refused().stream()
            .map(property -> "`" + property + "`")
            .collect(Collectors.joining(", "))
        + ".\n";
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
