package io.daegi.http.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads a theme's style sheet, which sets custom properties in the light and in the dark and
 * nothing else, and writes it anew from what was understood. Colours that nobody could read on each
 * other are faults.
 */
final class ThemeColours {

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\G\\s*(?:(:root)|(@media\\s*\\(\\s*prefers-color-scheme\\s*:\\s*dark\\s*\\)\\s*\\{\\s*:root))"
              + "\\s*\\{([^{}]*)}");
  private static final Pattern PROPERTY =
      Pattern.compile("\\s*(--[a-z-]+)\\s*:\\s*([^;{}<>@\\\\]+?)\\s*");
  private static final Pattern HARMLESS =
      Pattern.compile("(?!.*\\burl\\s*\\().*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** The text and what it stands on, for WCAG's AA. */
  private static final List<List<String>> READ_ON =
      List.of(
          List.of("--ink", "--paper"),
          List.of("--ink", "--raised"),
          List.of("--ink", "--wash"),
          List.of("--ink", "--red-wash"),
          List.of("--soft", "--paper"),
          List.of("--soft", "--raised"),
          List.of("--jade", "--paper"),
          List.of("--jade", "--raised"),
          List.of("--red", "--paper"),
          List.of("--on-jade", "--jade"),
          List.of("--on-call", "--call"),
          List.of("--on-call", "--call-wash"),
          List.of("--call-soft", "--call"),
          List.of("--call-deep", "--on-call"));

  private static final Map<String, String> OURS_IN_THE_LIGHT = new LinkedHashMap<>();
  private static final Map<String, String> OURS_IN_THE_DARK = new LinkedHashMap<>();

  static {
    var css = COMMENT.matcher(style()).replaceAll("");
    var start = css.indexOf(":root");
    collect(css.substring(start, css.indexOf('}', start)), OURS_IN_THE_LIGHT);
    start = css.indexOf(":root", css.indexOf("prefers-color-scheme: dark"));
    OURS_IN_THE_DARK.putAll(OURS_IN_THE_LIGHT);
    collect(css.substring(start, css.indexOf('}', start)), OURS_IN_THE_DARK);
  }

  private final Consumer<String> faults;
  private final Map<String, String> light = new LinkedHashMap<>();
  private final Map<String, String> dark = new LinkedHashMap<>();

  /**
   * @param faults told of each
   */
  ThemeColours(String css, Consumer<String> faults) {
    this.faults = faults;
    read(COMMENT.matcher(css).replaceAll(""));
    checkContrast("in the light", OURS_IN_THE_LIGHT, light);
    checkContrast("in the dark", OURS_IN_THE_DARK, dark);
  }

  /** What is served: nothing but properties that were understood. */
  String css() {
    var always = new LinkedHashMap<String, String>();
    var inTheLight = new LinkedHashMap<String, String>();
    light.forEach((name, value) -> (isColour(name) ? inTheLight : always).put(name, value));
    return block("", always, "")
        + block("@media (prefers-color-scheme: light) {", inTheLight, "}")
        + block("@media (prefers-color-scheme: dark) {", dark, "}");
  }

  private static String block(String before, Map<String, String> properties, String after) {
    if (properties.isEmpty()) {
      return "";
    }
    var text = new StringBuilder(before).append(":root {");
    properties.forEach((name, value) -> text.append(name).append(": ").append(value).append(';'));
    return text.append('}').append(after).append('\n').toString();
  }

  private void read(String css) {
    var blocks = BLOCK.matcher(css);
    int end = 0;
    while (blocks.find()) {
      end = blocks.end();
      boolean isDark = blocks.group(1) == null;
      readBlock(blocks.group(3), isDark ? dark : light);
      if (isDark) {
        int close = css.indexOf('}', end);
        end = close < 0 || !css.substring(end, close).isBlank() ? end : close + 1;
        blocks.region(end, css.length());
      }
    }
    var rest = css.substring(end).strip();
    if (!rest.isEmpty()) {
      faults.accept(
          "may only have :root { … } and @media (prefers-color-scheme: dark) { :root { … } }, not "
              + rest.lines().findFirst().orElse(""));
    }
  }

  private void readBlock(String text, Map<String, String> target) {
    for (var each : text.split(";", -1)) {
      if (each.isBlank()) {
        continue;
      }
      var property = PROPERTY.matcher(each);
      if (!property.matches() || !OURS_IN_THE_LIGHT.containsKey(property.group(1))) {
        faults.accept(each.strip() + " sets none of " + OURS_IN_THE_LIGHT.keySet());
      } else if (isColour(property.group(1)) && !Colour.isOne(property.group(2))) {
        faults.accept(each.strip() + " must be a colour like #17695a");
      } else if (!HARMLESS.matcher(property.group(2)).matches()) {
        faults.accept(each.strip() + " must not load anything");
      } else {
        target.put(property.group(1), property.group(2));
      }
    }
  }

  private void checkContrast(String where, Map<String, String> ours, Map<String, String> theirs) {
    for (var pair : READ_ON) {
      var text = theirs.getOrDefault(pair.get(0), ours.get(pair.get(0)));
      var ground = theirs.getOrDefault(pair.get(1), ours.get(pair.get(1)));
      double contrast = Colour.contrast(text, ground);
      if (contrast < Colour.READABLE) {
        faults.accept(
            "%s on %s cannot be read %s: their contrast is %.1f, and must be %.1f"
                .formatted(pair.get(0), pair.get(1), where, contrast, Colour.READABLE));
      }
    }
  }

  private static boolean isColour(String name) {
    return Colour.isOne(OURS_IN_THE_LIGHT.get(name));
  }

  private static void collect(String block, Map<String, String> target) {
    for (var each : block.substring(block.indexOf('{') + 1).split(";", -1)) {
      var property = PROPERTY.matcher(each);
      if (property.matches()) {
        target.put(property.group(1), property.group(2));
      }
    }
  }

  private static String style() {
    try (var file = ThemeColours.class.getResourceAsStream("/web/style.css")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
