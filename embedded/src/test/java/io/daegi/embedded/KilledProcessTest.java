package io.daegi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(120)
class KilledProcessTest {
  private static final Logger LOG = LoggerFactory.getLogger(KilledProcessTest.class);
  private static final int ACKNOWLEDGED = 50;

  @TempDir Path dataDir;

  @Test
  void losesNothingAcknowledgedAndReplacesTheOrphansOfAKilledProcess() throws Exception {
    List<String> told = runAndKill();
    Set<ProcessHandle> orphans = Processes.workingBelow(dataDir);
    assertThat(orphans).isNotEmpty();

    long fromNs = System.nanoTime();
    try (EmbeddedServices services =
        EmbeddedServices.start(
            EmbeddedSettings.of(dataDir, EnumSet.allOf(ServiceKind.class)),
            one -> LOG.info("after kill -9: {} after {} ms", one.kind().title(), one.tookMs()))) {
      LOG.info(
          "all ready {} ms after kill -9",
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs));

      assertThat(orphans).noneMatch(Orphan::lives);
      assertThat(Shop.records(services)).containsAll(numbers(told, "record "));
      assertThat(Shop.rows(services)).containsAll(numbers(told, "row "));
    }
    assertThat(Processes.workingBelow(dataDir)).isEmpty();
  }

  @Test
  void startsWhenTheDatabaseServerWasKilledToo() throws Exception {
    List<String> told = runAndKill();
    Orphan.named(
            dataDir.resolve("postgres/postmaster.pid"), "postgres", dataDir.resolve("postgres"))
        .orElseThrow()
        .destroyForcibly();

    try (EmbeddedServices services =
        EmbeddedServices.start(dataDir, EnumSet.allOf(ServiceKind.class))) {
      assertThat(Shop.rows(services)).containsAll(numbers(told, "row "));
    }
    assertThat(Processes.workingBelow(dataDir)).isEmpty();
  }

  private List<String> runAndKill() throws IOException, InterruptedException {
    Process victim =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                dataDir.toString())
            .redirectErrorStream(true)
            .start();
    List<String> told = new ArrayList<>();
    try (BufferedReader words = victim.inputReader()) {
      String word = words.readLine();
      while (word != null && told.size() < 2 * ACKNOWLEDGED) {
        LOG.debug("victim: {}", word);
        if (word.startsWith("record ") || word.startsWith("row ")) {
          told.add(word);
        }
        word = words.readLine();
      }
      victim.destroyForcibly().waitFor();
    } finally {
      victim.destroyForcibly();
    }
    assertThat(told).hasSizeGreaterThanOrEqualTo(2 * ACKNOWLEDGED);
    return told;
  }

  private static List<String> numbers(List<String> told, String prefix) {
    return told.stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .toList();
  }
}
