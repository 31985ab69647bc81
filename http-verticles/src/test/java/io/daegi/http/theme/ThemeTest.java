package io.daegi.http.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeTest {

  private static final String LOGO =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String faultOf(String name, String text) throws IOException {
    file(name, text);
    var failure = catchThrowableOfType(ThemeFaults.class, () -> ThemeReader.read(folder));
    Files.delete(folder.resolve(name));
    assertThat(failure).as(name + ": " + text).isNotNull();
    assertThat(failure.faults()).hasSize(1);
    return failure.faults().getFirst();
  }

  @Test
  void isServedWithThePageUnderANameOfItsOwnAndTheSamePolicy() throws Exception {
    file("theme.css", "/* ours */ :root { --jade: #6a1b9a; --round: 0; }");
    file("logo.svg", LOGO);
    file("words-en.json", "{\"brand\":\"Blue & Co\",\"join.do\":\"Get in line\"}");
    var theme = ThemeReader.read(folder);
    try (var server =
        EdgeServer.inFrontOf(
            new InMemoryRoom(), config -> config.toBuilder().theme(theme).build())) {
      var document = server.get("/").body();
      assertThat(document)
          .contains("<title>Blue &amp; Co</title>")
          .contains("logo.svg\" alt=\"Blue &amp; Co\"");
      var css = server.get(named(document, "theme.css"));
      assertThat(css.body())
          .contains(":root {--round: 0;}")
          .contains("@media (prefers-color-scheme: light) {:root {--jade: #6a1b9a;}}")
          .doesNotContain("ours");
      assertThat(css.header("Cache-Control")).contains("immutable");
      assertThat(css.header("Content-Security-Policy")).doesNotContain("unsafe");
      var logo = server.get(named(document, "logo.svg"));
      assertThat(logo.body()).isEqualTo(LOGO);
      assertThat(logo.header("Content-Type")).isEqualTo("image/svg+xml");
      var words = server.get(named(document, "theme.css").replace("theme.css", "words-en.js"));
      assertThat(words.body()).contains("\"join.do\":\"Get in line\"", "\"join.title\":");
    }
  }

  private static String named(String document, String file) {
    var found = Pattern.compile("/web/[0-9a-f]+/" + Pattern.quote(file)).matcher(document);
    return found.find() ? found.group() : "";
  }

  @Test
  void mayBeForTheDarkAlone() throws Exception {
    file("theme.css", "@media (prefers-color-scheme: dark) { :root { --jade: #ffd54f } }");
    assertThat(ThemeReader.read(folder).css())
        .isEqualTo("@media (prefers-color-scheme: dark) {:root {--jade: #ffd54f;}}\n");
  }

  @Test
  void refusesWhatLoadsOrRunsOrIsNoProperty() throws Exception {
    assertThat(faultOf("theme.css", ":root { --font: url(https://a.example/f) }"))
        .contains("must not load");
    assertThat(faultOf("theme.css", "@import 'a.css';")).contains("may only have");
    assertThat(faultOf("theme.css", "body { color: red }")).contains("may only have");
    assertThat(faultOf("theme.css", ":root { color: red }")).contains("sets none of");
    assertThat(faultOf("theme.css", ":root { --jado: #123456 }")).contains("--jade");
    assertThat(faultOf("theme.css", ":root { --jade: red }")).contains("a colour like");
    assertThat(faultOf("logo.svg", "<svg><script>1</script></svg>")).contains("script");
    assertThat(faultOf("logo.svg", "<svg onload=\"a()\"/>")).contains("onload");
    assertThat(faultOf("logo.svg", "<svg><image href=\"//a.example/b\"/></svg>")).contains("href");
    assertThat(faultOf("logo.svg", "<svg><path fill=\"url(//a.example/b)\"/></svg>"))
        .contains("fill");
    assertThat(faultOf("logo.svg", "<svg>")).contains("well-formed");
    assertThat(faultOf("logo.svg", "<html/>")).contains("svg element");
  }

  @Test
  void refusesColoursThatNobodyCanRead() throws Exception {
    assertThat(faultOf("theme.css", ":root { --red: #f0c0b8 }"))
        .contains("--red on --paper cannot be read in the light");
  }

  @Test
  void refusesWordsThatAreNotThereOrLackAHole() throws Exception {
    assertThat(faultOf("words-ko.json", "{\"join.doo\":\"a\"}")).contains("no text join.doo");
    assertThat(faultOf("words-ko.json", "{\"join.do\":1}")).contains("must be a text");
    assertThat(faultOf("words-ko.json", "{\"seats.row\":\"row\"}")).contains("{row}");
    assertThat(faultOf("words-ko.json", "[]")).contains("JSON object");
    assertThat(faultOf("words-fr.json", "{}")).contains("no file of a theme");
    assertThat(faultOf("Logo.svg", LOGO)).contains("no file of a theme");
    assertThat(faultOf("logo.svg", "x".repeat(70_000))).contains("at most 64 KB");
  }
}
