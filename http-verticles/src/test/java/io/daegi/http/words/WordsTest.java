package io.daegi.http.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static final Pattern PLURAL = Pattern.compile("\\.(zero|one|two|few|many)$");

  private final Languages languages = Languages.OF_PROGRAM;

  @Test
  void saysEverythingInEveryLanguageWithTheSameHoles() {
    var english = languages.of("en");
    for (var words : languages.all()) {
      assertThat(keys(words)).as(words.tag()).isEqualTo(keys(english));
      for (var key : keys(words)) {
        assertThat(Words.holes(words.all().get(key)))
            .as("%s in %s", key, words.tag())
            .isEqualTo(Words.holes(english.all().get(key)));
      }
    }
  }

  private static Set<String> keys(Words words) {
    var keys = new TreeSet<String>();
    words.all().keySet().stream().filter(key -> !PLURAL.matcher(key).find()).forEach(keys::add);
    return keys;
  }

  @Test
  void putsValuesIntoHolesAndTellsOneFromMany() {
    var english = languages.of("en");
    assertThat(english.text("waiting.ahead", "count", 1)).isEqualTo("1 person is ahead of you");
    assertThat(english.text("waiting.ahead", "count", 12_345L))
        .isEqualTo("12,345 people are ahead of you");
    assertThat(languages.of("ko").text("waiting.ahead", "count", 1)).contains("1");
    assertThat(english.text("checkout.pay", "amount", "$1 {amount}")).isEqualTo("Pay $1 {amount}");
  }

  @Test
  void speaksWhatTheVisitorChoseOrElseWhatTheBrowserSays() {
    assertThat(languages.chosenBy("ja", "ko").tag()).isEqualTo("ja");
    assertThat(languages.chosenBy("xx", "ko-KR,ko;q=0.9,en;q=0.8").tag()).isEqualTo("ko");
    assertThat(languages.chosenBy(null, "de-DE,ja;q=0.3").tag()).isEqualTo("ja");
    assertThat(languages.chosenBy(null, "de").tag()).isEqualTo("en");
    assertThat(languages.chosenBy(null, null).tag()).isEqualTo("en");
    assertThat(languages.chosenBy(null, ";;q=x").tag()).isEqualTo("en");
  }
}
