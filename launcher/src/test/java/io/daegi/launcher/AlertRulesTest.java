package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The alert rules that are shipped, read by Prometheus' own tool and tried on series of figures.
 */
class AlertRulesTest {

  private static final Path SHIPPED = Path.of("..", "deploy", "prometheus");
  private static final Pattern FIGURE = Pattern.compile("\\bdaegi_[a-z_]+");

  @Test
  void askOnlyForFiguresThatTheOperatorsPageTells() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "operating.md"));
    Stream<String> expressions =
        Files.readAllLines(SHIPPED.resolve("daegi-rules.yml")).stream()
            .filter(line -> line.contains("expr:"));

    assertThat(expressions.flatMap(line -> FIGURE.matcher(line).results().map(MatchResult::group)))
        .hasSizeGreaterThan(10)
        .allSatisfy(figure -> assertThat(page).contains(figure.replaceFirst("_bucket$", "")));
  }

  @ParameterizedTest
  @CsvSource({
    "check, config, prometheus.yml",
    "check, rules, daegi-rules.yml",
    "test, rules, daegi-rules-test.yml"
  })
  void areAsPromtoolWantsThem(String verb, String what, String file) throws Exception {
    var promtool = Programs.find("promtool");
    if (promtool.isEmpty()) {
      System.err.println("SKIPPED: promtool is not installed, nobody tries the alert rules");
    }
    assumeTrue(promtool.isPresent(), "promtool is not installed");
    Process process =
        new ProcessBuilder(promtool.get().toString(), verb, what, file)
            .directory(SHIPPED.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
  }
}
