package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The alerts that operators take are ones that Prometheus can read, about figures that there are.
 */
class AlertsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ALERTS = ROOT.resolve("deploy/prometheus/alerts.yaml");
  private static final Pattern FIGURE = Pattern.compile("\\bdaegi_[a-z_]+");

  @Test
  void askOnlyForFiguresThatTheOperatorsPageTells() throws Exception {
    String page = Files.readString(ROOT.resolve("docs/operating.md"));
    Stream<String> expressions =
        Files.readAllLines(ALERTS).stream().filter(line -> line.contains("expr:"));

    assertThat(expressions.flatMap(line -> FIGURE.matcher(line).results().map(one -> one.group())))
        .isNotEmpty()
        .allSatisfy(figure -> assertThat(page).contains(figure.replaceFirst("_bucket$", "")));
  }

  @Test
  void areRulesForPrometheus() throws Exception {
    Optional<Path> promtool = Programs.find("promtool");
    assumeTrue(promtool.isPresent(), "promtool is not here: the alerts are not checked by it");
    Process check =
        new ProcessBuilder(promtool.get().toString(), "check", "rules", ALERTS.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(check.waitFor()).as(said).isZero();
  }
}
