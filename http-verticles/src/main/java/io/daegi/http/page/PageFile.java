package io.daegi.http.page;

import io.vertx.core.buffer.Buffer;

/** One file of the page, as it is served. */
record PageFile(String contentType, Buffer bytes) {

  static PageFile of(String name, Buffer bytes) {
    return new PageFile(contentType(name), bytes);
  }

  private static String contentType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("no type is known for " + name);
    };
  }
}
