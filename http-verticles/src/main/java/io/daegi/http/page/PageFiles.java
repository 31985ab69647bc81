package io.daegi.http.page;

import io.daegi.http.edge.Content;
import io.daegi.http.theme.Theme;
import io.daegi.http.words.Words;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The files of the page, with what an operator's theme changes of them; read once for the process.
 *
 * @param document the page itself, which names its files below their folder
 */
public record PageFiles(PageFolder files, Theme theme, String document) {

  private static final String FOLDER = "/web/";
  private static final String DOCUMENT = "index.html";
  private static final List<String> NAMES =
      List.of(
          "style.css",
          "icon.svg",
          "icon-called.svg",
          "main.js",
          "app.js",
          "asked-sale.js",
          "purchase.js",
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
          "seat-book.js",
          "seat-list.js",
          "seat-states.js",
          "seat-watch.js",
          "best-seats.js",
          "hall.js",
          "hall-gestures.js",
          "hall-map.js",
          "hall-painter.js",
          "view-checkout.js",
          "view-ticket.js",
          "view-end.js",
          "view-trouble.js");

  /**
   * Reads them.
   *
   * @param paysFromBalance whether visitors pay from a balance that they have here
   */
  public static PageFiles of(Theme theme, boolean paysFromBalance) {
    var nameToBytes = new LinkedHashMap<String, byte[]>();
    NAMES.forEach(name -> nameToBytes.put(name, bytes(name)));
    nameToBytes.put("theme.css", theme.css().isEmpty() ? bytes("theme.css") : utf8(theme.css()));
    theme.logos().forEach((name, logo) -> nameToBytes.put(name, logo.getBytes()));
    for (var words : theme.languages().all()) {
      nameToBytes.put("words-" + words.tag() + ".js", utf8(words.toModule()));
    }
    var document = new String(bytes(DOCUMENT), StandardCharsets.UTF_8);
    var folder = PageFolder.of(document, nameToBytes);
    var version = folder.version();
    var text =
        document
            .replace("{payment}", paysFromBalance ? "balance" : "outside")
            .replace("{brand}", Html.escaped(theme.languages().of("en").text("brand")))
            .replace("{mark}", mark(version, theme, theme.languages().of("en")))
            .replace("{version}", version);
    return new PageFiles(folder, theme, text);
  }

  /** Whose page this is: a logo, or a name. */
  static String mark(String version, Theme theme, Words words) {
    var name = words.text("brand");
    if (theme.logos().isEmpty()) {
      return name.equals("Daegi") ? "Daegi <span lang=\"ko\">대기</span>" : Html.escaped(name);
    }
    var folder = FOLDER + version + '/';
    boolean isForBoth = theme.logos().size() > 1;
    var light = theme.logos().containsKey(Theme.LOGO) ? Theme.LOGO : Theme.LOGO_DARK;
    var dark =
        "<source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">"
            .formatted(folder + Theme.LOGO_DARK);
    return "<picture>%s<img src=\"%s\" alt=\"%s\"></picture>"
        .formatted(isForBoth ? dark : "", folder + light, Html.escaped(name));
  }

  /** The page as a shop, for who comes to no queue in particular. */
  Content shop() {
    return Content.kept(PageTypes.HTML, written("", "", ""));
  }

  /**
   * The page as the room of a queue.
   *
   * @param plain the same room without scripts, with the way on from both
   */
  Content room(PlainAddress plain) {
    var address = Html.escaped(plain.room());
    var text =
        written(
            plain.returnTo() == null ? "" : Html.escaped(plain.returnTo()),
            "<noscript><meta http-equiv=\"refresh\" content=\"0; url=" + address + "\"></noscript>",
            "<p><a href=\"" + address + "\">Go on without · 자바스크립트 없이 계속하기 · なしで続ける</a></p>");
    return Content.made(PageTypes.HTML, text);
  }

  private Buffer written(String returnTo, String plain, String plainLink) {
    var text =
        document
            .replace("{return}", returnTo)
            .replace("{plainLink}", plainLink)
            .replace("{plain}", plain);
    return Buffer.buffer(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String name) {
    return PageFolder.bytes(FOLDER + name);
  }
}
