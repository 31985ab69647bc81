package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for people: what they name is there. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path README = ROOT.resolve("README.md");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern SETTING = Pattern.compile("DAEGI_[A-Z][A-Z_]*[A-Z]");
  private static final Pattern PATH = Pattern.compile("\\$B(/[\\w/.$-]+)");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^  (/\\S+):$");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> found = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(Stream.of(README, ROOT.resolve("CHANGELOG.md")), found.stream());
    }
  }

  @Test
  void isReadInAFewMinutes() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThan(150);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadsNowhereWithoutATarget(Path page) throws IOException {
    for (String link : all(LINK, Files.readString(page))) {
      if (!link.contains("://")) {
        assertLeads(page, link);
      }
    }
  }

  private static void assertLeads(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    assertThat(target).as(link + " in " + page).exists();
    if (parts.length == 2) {
      assertThat(all(HEADING, Files.readString(target)))
          .as(link + " in " + page)
          .anyMatch(heading -> anchor(heading).equals(parts[1]));
    }
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesSettingsThatThereAre(Path page) throws IOException {
    String settings = Files.readString(ROOT.resolve("docs/configuration.md"));
    for (String name : all(SETTING, Files.readString(page))) {
      assertThat(isTold(settings, name)).as(name + " in " + page).isTrue();
    }
  }

  /** By its own name, as the file of a secret, or as a property of Kafka's clients. */
  private static boolean isTold(String settings, String name) {
    return settings.contains("`" + name + "`")
        || settings.contains("`" + name.replaceFirst("_FILE$", "") + "`")
        || name.startsWith("DAEGI_KAFKA");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void callsOnlyWhatIsDocumented(Path page) throws IOException {
    List<Pattern> documented =
        all(DOCUMENTED, resource("openapi.yaml")).stream()
            .map(path -> Pattern.compile(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")))
            .toList();
    assertThat(documented).isNotEmpty();
    for (String path : all(PATH, Files.readString(page))) {
      assertThat(documented)
          .as(path + " in " + page)
          .anyMatch(route -> route.matcher(path).matches());
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReadmeTest.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What the pattern's first group, or all of it, matches. */
  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.groupCount() == 0 ? match.group() : match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
