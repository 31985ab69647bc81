package io.daegi.http.words;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The languages of the pages. A further one is a file of words and its name here and in {@code
 * words.js}.
 */
public final class Languages {

  public static final List<String> TAGS = List.of("en", "ko", "ja");

  /** As the program brings them. */
  public static final Languages OF_PROGRAM =
      new Languages(TAGS.stream().map(Words::ofProgram).toList());

  private final Map<String, Words> tagToWords = new LinkedHashMap<>();

  private Languages(List<Words> all) {
    all.forEach(words -> tagToWords.put(words.tag(), words));
  }

  /** The same, but for some texts of some languages. */
  public Languages with(Map<String, Map<String, String>> tagToTexts) {
    return new Languages(
        tagToWords.values().stream()
            .map(words -> words.with(tagToTexts.getOrDefault(words.tag(), Map.of())))
            .toList());
  }

  public Collection<Words> all() {
    return tagToWords.values();
  }

  public Words of(String tag) {
    return tagToWords.get(tag);
  }

  /**
   * The visitor's language.
   *
   * @param asked the tag that was chosen on a page, or anything else
   * @param accepted an {@code Accept-Language}, which may be null or broken
   */
  public Words chosenBy(String asked, String accepted) {
    var chosen = asked == null ? null : tagToWords.get(asked);
    return chosen != null ? chosen : tagToWords.get(bestOf(accepted));
  }

  private static String bestOf(String accepted) {
    if (accepted == null || accepted.isBlank()) {
      return TAGS.getFirst();
    }
    try {
      var best = Locale.lookupTag(LanguageRange.parse(accepted), TAGS);
      return best == null ? TAGS.getFirst() : best;
    } catch (IllegalArgumentException broken) {
      return TAGS.getFirst();
    }
  }

  /**
   * What is wrong with texts that are to take the place of others: each in words, none when all is
   * well.
   */
  public static Stream<String> faults(String tag, Map<String, ?> texts) {
    var ours = OF_PROGRAM.of(tag);
    return texts.entrySet().stream().flatMap(each -> fault(ours, each.getKey(), each.getValue()));
  }

  private static Stream<String> fault(Words ours, String key, Object text) {
    if (!ours.has(key)) {
      return Stream.of("there is no text " + key);
    }
    if (!(text instanceof String words) || words.isBlank()) {
      return Stream.of(key + " must be a text");
    }
    var holes = Words.holes(ours.all().get(key));
    return Words.holes(words).equals(holes)
        ? Stream.of()
        : Stream.of(key + " must have " + (holes.isEmpty() ? "no holes" : "these holes: " + holes));
  }
}
