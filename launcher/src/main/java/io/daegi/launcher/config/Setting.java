package io.daegi.launcher.config;

/**
 * One thing an operator can say.
 *
 * @param name as in the environment and in the configuration file
 * @param byDefault the text that counts when nothing is said, or empty if then there is no value
 * @param defaultShown the default in words, where the text itself would mislead
 * @param secret whether the text must never be shown
 */
record Setting<T>(
    String name,
    ValueType<T> type,
    String description,
    String byDefault,
    String defaultShown,
    boolean secret) {

  static <T> Setting<T> of(String name, ValueType<T> type, String description) {
    return new Setting<>(name, type, description, "", "", false);
  }

  Setting<T> orElse(String text) {
    return new Setting<>(name, type, description, text, "`" + text + "`", secret);
  }

  /** The default depends on the machine or on other settings, and is told in words. */
  Setting<T> orElse(String text, String shown) {
    return new Setting<>(name, type, description, text, shown, secret);
  }

  Setting<T> kept() {
    return new Setting<>(name, type, description, byDefault, defaultShown, true);
  }
}
