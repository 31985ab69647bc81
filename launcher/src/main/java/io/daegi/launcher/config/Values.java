package io.daegi.launcher.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The value of each setting, said or by default; settings with a fault, and those without a
 * default, have none.
 */
final class Values {
  private final Map<Setting<?>, Object> settingToValue = new LinkedHashMap<>();
  private final Sources sources;

  private Values(Sources sources) {
    this.sources = sources;
  }

  /** Parses everything that was said, and goes on after a fault, so that all are told at once. */
  static Values parse(Sources sources, List<String> faults) {
    Values values = new Values(sources);
    for (Settings.Subject subject : Settings.SUBJECTS) {
      for (Setting<?> setting : subject.settings()) {
        values.parse(setting, faults);
      }
    }
    return values;
  }

  /** Whether something was said, be it wrong. */
  boolean isSaid(Setting<?> setting) {
    return sources.said(setting).isPresent();
  }

  @SuppressWarnings("unchecked") // a setting's own parser made its value
  <T> Optional<T> get(Setting<T> setting) {
    return Optional.ofNullable((T) settingToValue.get(setting));
  }

  /** The value of a setting that has a default; only when there was no fault. */
  <T> T need(Setting<T> setting) {
    return get(setting).orElseThrow();
  }

  /** By which profile this process runs, said or not. */
  Profile profile() {
    return get(Settings.PROFILE)
        .orElse(roles().size() == Role.values().length ? Profile.EMBEDDED : Profile.PRODUCTION);
  }

  /** What this process does; everything while that is not clear. */
  Set<Role> roles() {
    return get(Settings.ROLES).orElse(EnumSet.allOf(Role.class));
  }

  /** What every client of Kafka is given, by Kafka's own names. */
  Map<String, String> toKafka() {
    Map<String, String> propertyToText = new TreeMap<>();
    sources
        .saidToKafka()
        .forEach((name, said) -> propertyToText.put(KafkaProperties.property(name), said.text()));
    return propertyToText;
  }

  /** Every value that counts, one a line, and where it comes from; secrets are masked. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Settings.Subject subject : Settings.SUBJECTS) {
      lines.add("# " + subject.title());
      subject.settings().forEach(setting -> lines.add(line(setting)));
    }
    sources.saidToKafka().forEach((name, said) -> lines.add(kafkaLine(name, said)));
    return lines;
  }

  private String line(Setting<?> setting) {
    Object value = settingToValue.get(setting);
    if (value == null) {
      String shown = setting.defaultShown().isEmpty() ? "none" : setting.defaultShown();
      return "#%s=    by default: %s".formatted(setting.name(), shown);
    }
    Optional<Sources.Said> said = sources.said(setting);
    String text = said.map(Sources.Said::text).orElse(setting.byDefault());
    return "%s=%s    %s"
        .formatted(
            setting.name(),
            setting.secret() ? value.toString() : text,
            said.map(Sources.Said::where).orElse("by default"));
  }

  private static String kafkaLine(String name, Sources.Said said) {
    String shown = KafkaProperties.isSecret(name) ? Secret.MASK : said.text();
    return "%s=%s    %s".formatted(name, shown, said.where());
  }

  private void parse(Setting<?> setting, List<String> faults) {
    Optional<Sources.Said> said = sources.said(setting);
    String text = said.map(Sources.Said::text).orElse(setting.byDefault());
    if (text.isEmpty()) {
      return;
    }
    try {
      settingToValue.put(setting, setting.type().parse(text));
    } catch (BadValue e) {
      String shown = setting.secret() ? "" : ", not \"" + text + "\"";
      String where = said.map(Sources.Said::where).orElse("by default");
      faults.add(setting.name() + " (" + where + ") must be " + e.getMessage() + shown);
    }
  }
}
