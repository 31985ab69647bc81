package io.daegi.launcher.config;

/**
 * What a setting's text may be.
 *
 * @param title what it is, in an operator's words
 * @param unit of the number, or empty
 * @param range the bounds in words, or empty
 * @param parser turns the text, which is never blank, into the value
 */
record ValueType<T>(String title, String unit, String range, Parser<T> parser) {

  /** Turns a text into a value, or says what it must be. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws BadValue;
  }

  T parse(String text) throws BadValue {
    return parser.parse(text);
  }
}
