package io.daegi.bench.booking;

import io.daegi.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator: the statements of a purchase alone, with nobody who thinks
 * between them.
 *
 * @param program where it is
 */
record Pgbench(Path program) {

  static final String MISSING =
      "pgbench is not installed, so that nothing is compared with it"
          + " (Debian: apt-get install postgresql-contrib)";

  private static final int WARM_UP_S = 4;
  private static final Path DEBIANS = Path.of("/usr/lib/postgresql");
  private static final Pattern PROGRESS = Pattern.compile("progress: ([0-9.]+) s, ([0-9.]+) tps");
  private static final Pattern DONE =
      Pattern.compile("number of transactions actually processed: (\\d+)");
  private static final Pattern FAILED = Pattern.compile("number of failed transactions: (\\d+)");

  /** The newest of the Debian packages, or else the one on the path. */
  static Optional<Pgbench> find() throws IOException {
    List<Path> candidates = new ArrayList<>();
    if (Files.isDirectory(DEBIANS)) {
      try (Stream<Path> versions = Files.list(DEBIANS)) {
        versions
            .sorted(Comparator.reverseOrder())
            .map(version -> version.resolve("bin/pgbench"))
            .forEach(candidates::add);
      }
    }
    Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, "pgbench"))
        .forEach(candidates::add);
    return candidates.stream().filter(Files::isExecutable).findFirst().map(Pgbench::new);
  }

  /**
   * @param purchases that were made, the first seconds' included
   * @param perSecond without the first seconds, in which each session plans its statements
   */
  record Result(long purchases, double perSecond) {}

  /** Runs a script again and again with prepared statements. */
  Result run(EmbeddedDatabase database, String name, Path script, int clients, int seconds)
      throws IOException {
    List<String> command =
        List.of(
            program.toString(),
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=2",
            "--time=" + (WARM_UP_S + seconds),
            "--progress=1",
            "--file=" + script,
            "--host=" + database.host(),
            "--port=" + database.port(),
            "--username=" + database.user(),
            name);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new IOException("pgbench failed: " + output.lines().limit(5).toList());
    }
    return result(output);
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  static Result result(String output) {
    if (number(FAILED, output) != 0) {
      throw new IllegalStateException("pgbench met failures: " + output);
    }
    List<Double> rates = new ArrayList<>();
    Matcher progress = PROGRESS.matcher(output);
    while (progress.find()) {
      if (Double.parseDouble(progress.group(1)) > WARM_UP_S + 0.5) {
        rates.add(Double.valueOf(progress.group(2)));
      }
    }
    double perSecond = rates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    if (perSecond == 0) {
      throw new IllegalStateException("pgbench got nothing done: " + output);
    }
    return new Result(number(DONE, output), perSecond);
  }

  private static long number(Pattern pattern, String output) {
    Matcher found = pattern.matcher(output);
    if (!found.find()) {
      throw new IllegalStateException("pgbench says nothing of " + pattern + ": " + output);
    }
    return Long.parseLong(found.group(1));
  }
}
