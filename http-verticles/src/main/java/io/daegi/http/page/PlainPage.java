package io.daegi.http.page;

import io.daegi.http.words.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One page of the room without scripts, piece by piece; every text is escaped where it is put in.
 */
final class PlainPage {

  private final PageFiles files;
  private final PlainAddress address;
  private final Words words;
  private final StringBuilder main = new StringBuilder();
  private String title = "";
  private boolean isCall;

  PlainPage(PageFiles files, PlainAddress address, Words words) {
    this.files = files;
    this.address = address;
    this.words = words;
  }

  PlainAddress address() {
    return address;
  }

  Words words() {
    return words;
  }

  PlainPage kicker(String text) {
    return paragraph("kicker", text);
  }

  PlainPage heading(String text) {
    title = text;
    main.append("<h1>").append(Html.escaped(text)).append("</h1>\n");
    return this;
  }

  PlainPage paragraph(String kind, String text) {
    main.append("<p class=\"").append(kind).append("\">");
    main.append(Html.escaped(text)).append("</p>\n");
    return this;
  }

  PlainPage note(Optional<String> text) {
    text.ifPresent(told -> paragraph("note", told));
    return this;
  }

  /** Names and values in turn. */
  PlainPage facts(String... namesAndValues) {
    main.append("<dl class=\"facts\">");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      main.append("<div><dt>").append(Html.escaped(namesAndValues[i])).append("</dt><dd>");
      main.append(Html.escaped(namesAndValues[i + 1])).append("</dd></div>");
    }
    main.append("</dl>\n");
    return this;
  }

  /** A button that asks the server for something. */
  PlainPage form(String action, String kind, String label) {
    main.append(
        "<form method=\"post\" action=\"%s\"><button class=\"%s\">%s</button></form>\n"
            .formatted(Html.escaped(action), kind, Html.escaped(label)));
    return this;
  }

  PlainPage link(String href, String kind, String label) {
    main.append(
        "<p><a class=\"%s\" href=\"%s\">%s</a></p>\n"
            .formatted(kind, Html.escaped(href), Html.escaped(label)));
    return this;
  }

  /** What gives a place up: one has to open it before one can press it. */
  PlainPage leaving(String label) {
    main.append("<details class=\"leaving\"><summary>").append(Html.escaped(label));
    main.append("</summary>\n");
    paragraph("small", words.text("leave.text"));
    form(address.at("leave"), "danger", words.text("leave.yes"));
    main.append("</details>\n");
    return this;
  }

  /** A large number with a word above and below. */
  PlainPage place(String above, String number, String below) {
    main.append("<div class=\"place\">");
    paragraph("label", above).paragraph("position", number).paragraph("ahead", below);
    main.append("</div>\n");
    return this;
  }

  /** The whole page is the call. */
  PlainPage call() {
    isCall = true;
    return this;
  }

  /**
   * The document.
   *
   * @param reloadSeconds after how long it loads itself again; 0: never
   */
  String html(long reloadSeconds) {
    return """
        <!doctype html>
        <html lang="%s">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>%s</title>
            <link rel="icon" type="image/svg+xml" href="%s">
            <link rel="stylesheet" href="%s">
            <link rel="stylesheet" href="%s">
          </head>
          <body%s>
            <header class="top">
              <p class="mark">%s</p>
              <nav class="languages" aria-label="Language · 언어 · 言語">%s</nav>
            </header>
            <main data-view="plain"><section%s>
        %s</section></main>
            <footer class="foot">
        %s    </footer>
          </body>
        </html>
        """
        .formatted(
            words.tag(),
            Html.escaped(title + " · " + words.text("brand")),
            file(isCall ? "icon-called.svg" : "icon.svg"),
            file("style.css"),
            file("theme.css"),
            isCall ? " class=\"called\"" : "",
            PageFiles.mark(files.files().version(), files.theme(), words),
            languages(),
            isCall ? " class=\"turn\"" : "",
            main,
            foot(reloadSeconds));
  }

  private String file(String name) {
    return "/web/" + files.files().version() + '/' + name;
  }

  private String languages() {
    return files.theme().languages().all().stream()
        .map(
            each ->
                "<a lang=\"%s\" href=\"%s\"%s>%s</a>"
                    .formatted(
                        each.tag(),
                        Html.escaped(address.in(each.tag()).room()),
                        each.tag().equals(words.tag()) ? " aria-current=\"true\"" : "",
                        Html.escaped(each.text("language"))))
        .collect(Collectors.joining());
  }

  /** Who reads slowly, or is read to, may have the page stand still. */
  private String foot(long reloadSeconds) {
    if (address.isStill()) {
      return footLink(address.room(), "plain.now")
          + footLink(address.still(false).room(), "plain.go");
    }
    return reloadSeconds == 0
        ? ""
        : "<p>"
            + Html.escaped(words.text("plain.pace", "count", reloadSeconds))
            + "</p>"
            + footLink(address.still(true).room(), "plain.stop");
  }

  private String footLink(String href, String key) {
    return "<p><a class=\"quiet\" href=\"%s\">%s</a></p>\n"
        .formatted(Html.escaped(href), Html.escaped(words.text(key)));
  }
}
