package io.daegi.http.page;

/** The media types of a page's files, by the ends of their names. */
final class PageTypes {

  static final String HTML = "text/html; charset=utf-8";

  private PageTypes() {}

  static String of(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no type is known for " + name);
    };
  }
}
