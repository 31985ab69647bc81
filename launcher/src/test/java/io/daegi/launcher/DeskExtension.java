package io.daegi.launcher;

/** Gives test classes the one {@link Desk}: they share a browser, so that they take its lock. */
final class DeskExtension extends BrowserExtension<Desk> {
  static final String LOCK = "the operator's browser";

  DeskExtension() {
    super(Desk.class, Desk::new);
  }
}
