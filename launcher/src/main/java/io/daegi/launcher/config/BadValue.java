package io.daegi.launcher.config;

/** A text that is no value of its type; the message completes "NAME must be …". */
final class BadValue extends Exception {
  private static final long serialVersionUID = 1L;

  BadValue(String mustBe) {
    super(mustBe);
  }
}
