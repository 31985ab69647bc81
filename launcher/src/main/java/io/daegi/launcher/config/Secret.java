package io.daegi.launcher.config;

/** A text that must not be shown: whoever needs it asks for it by name. */
public record Secret(String reveal) {
  static final String MASK = "***";

  @Override
  public String toString() {
    return MASK;
  }
}
