package io.daegi.launcher.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
