package io.daegi.http.page;

/** Texts within markup. */
final class Html {

  private Html() {}

  /** A text, for between tags and for within a quoted attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
