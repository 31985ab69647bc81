package io.daegi.http.words;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every text of the pages in one language. The same file speaks in the browser and in the pages
 * that the server writes. Immutable.
 */
public final class Words {

  private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

  private final String tag;
  private final Map<String, String> keyToText;

  private Words(String tag, Map<String, String> keyToText) {
    this.tag = tag;
    this.keyToText = keyToText;
  }

  /** The words that come with the program. */
  static Words ofProgram(String tag) {
    try (var file = Words.class.getResourceAsStream("/web/words-" + tag + ".json")) {
      if (file == null) {
        throw new IllegalStateException("the program has no words in " + tag);
      }
      var json = new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
      var all = new LinkedHashMap<String, String>();
      json.forEach(word -> all.put(word.getKey(), (String) word.getValue()));
      return new Words(tag, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but for some texts. */
  Words with(Map<String, String> others) {
    var all = new LinkedHashMap<>(keyToText);
    all.putAll(others);
    return new Words(tag, all);
  }

  /** The language, such as {@code ko}. */
  public String tag() {
    return tag;
  }

  public Map<String, String> all() {
    return Map.copyOf(keyToText);
  }

  /** Whether there is a text of this key. */
  public boolean has(String key) {
    return keyToText.containsKey(key);
  }

  /**
   * The text of a key; a {@code count} of one may have a text of its own.
   *
   * @param namesAndValues what stands in its holes, each a name and then a value
   * @throws IllegalArgumentException when there is no such text
   */
  public String text(String key, Object... namesAndValues) {
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    var one = values.get("count") instanceof Number n && n.longValue() == 1 ? key + ".one" : key;
    var text = keyToText.getOrDefault(one, keyToText.get(key));
    if (text == null) {
      throw new IllegalArgumentException("no words for " + key);
    }
    return HOLE.matcher(text)
        .replaceAll(hole -> Matcher.quoteReplacement(shown(values.get(hole.group(1)))));
  }

  private String shown(Object value) {
    return value instanceof Number number ? number(number.longValue()) : String.valueOf(value);
  }

  /** A number as it is written in this language. */
  public String number(long value) {
    return NumberFormat.getIntegerInstance(locale()).format(value);
  }

  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** The module that a page's script imports. */
  public String toModule() {
    var json = new JsonObject();
    keyToText.forEach(json::put);
    return "export default " + json.encode() + ";\n";
  }

  /** The holes of a text, in order of the alphabet. */
  static String holes(String text) {
    return String.join(
        " ", HOLE.matcher(text).results().map(hole -> hole.group()).sorted().toList());
  }
}
