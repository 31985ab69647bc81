package io.daegi.engine.simulation;

/** A rule of the house that did not hold. */
public final class Violation extends AssertionError {

  private static final long serialVersionUID = 1L;

  public Violation(String rule) {
    super(rule);
  }

  @SuppressWarnings("AnnotateFormatMethod")
  static void unless(boolean holds, String rule, Object... args) {
    if (!holds) {
      throw new Violation(rule.formatted(args));
    }
  }
}
