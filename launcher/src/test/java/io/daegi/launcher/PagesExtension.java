package io.daegi.launcher;

/** Gives test classes the one {@link Pages}: they share a browser, so that they take its lock. */
final class PagesExtension extends BrowserExtension<Pages> {
  static final String LOCK = "the visitor's browser";

  PagesExtension() {
    super(Pages.class, Pages::new);
  }
}
