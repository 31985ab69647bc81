package io.daegi.http.page;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a page, read once for the process.
 *
 * <p>Everything but the document itself is served below a folder that is named by a digest of all
 * files. A browser may so keep them for ever, and never mixes the files of two releases.
 *
 * @param version the digest
 * @param document the page itself, which names its files below that folder
 */
record PageFiles(String version, String document, Map<String, PageFile> nameToFile) {

  private static final String DOCUMENT = "index.html";
  private static final String VISITORS = "/web/";
  private static final List<String> NAMES_FOR_VISITORS =
      List.of(
          "style.css",
          "icon.svg",
          "icon-called.svg",
          "main.js",
          "app.js",
          "api.js",
          "stage.js",
          "problems.js",
          "tabs.js",
          "opening.js",
          "alarm.js",
          "alerts.js",
          "stream.js",
          "channels.js",
          "place.js",
          "line.js",
          "mine.js",
          "shop.js",
          "payment.js",
          "clock.js",
          "dom.js",
          "signals.js",
          "format.js",
          "speech.js",
          "words.js",
          "words-en.js",
          "words-ja.js",
          "words-ko.js",
          "frame.js",
          "views.js",
          "sale.js",
          "view-alerts.js",
          "view-join.js",
          "view-waiting.js",
          "view-called.js",
          "view-inside.js",
          "view-dates.js",
          "view-seats.js",
          "seat-map.js",
          "view-checkout.js",
          "view-ticket.js",
          "view-end.js",
          "view-trouble.js");

  private static final PageFiles FOR_VISITORS =
      read(VISITORS + DOCUMENT, NAMES_FOR_VISITORS.stream().map(VISITORS::concat).toList());

  /** The files of the page for visitors. */
  static PageFiles forVisitors() {
    return FOR_VISITORS;
  }

  /**
   * Reads a page from the class path.
   *
   * @param paths of the files beside the document; each is served by its last name
   */
  static PageFiles read(String documentPath, List<String> paths) {
    var digest = sha256();
    var document = bytes(documentPath);
    digest.update(document);
    var files = new LinkedHashMap<String, PageFile>();
    for (var path : paths) {
      var name = path.substring(path.lastIndexOf('/') + 1);
      var bytes = bytes(path);
      digest.update(bytes);
      files.put(name, PageFile.of(name, Buffer.buffer(bytes)));
    }
    var version = HexFormat.of().formatHex(digest.digest(), 0, 8);
    var text = new String(document, StandardCharsets.UTF_8).replace("{version}", version);
    return new PageFiles(version, text, Map.copyOf(files));
  }

  /**
   * The page itself.
   *
   * @param returnTo where it leads those on who came in; null: to the shop that it is itself
   */
  PageFile document(String returnTo) {
    var text = document.replace("{return}", returnTo == null ? "" : escaped(returnTo));
    return PageFile.of(DOCUMENT, Buffer.buffer(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private static byte[] bytes(String path) {
    try (var file = PageFiles.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("the page has no file " + path);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
