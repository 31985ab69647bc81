package io.daegi.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs. They refuse to run for root, so that root runs them in a user
 * namespace of their own, in which it is nobody: the files still belong to root, the programs see
 * another name.
 */
final class PostgresPrograms {
  private static final long LIMIT_S = 60;
  private static final List<String> AS_NOBODY = List.of("unshare", "--user");

  private final PostgresBinaries binaries;
  private final Path output;
  private final boolean asNobody;

  /**
   * @param output where the programs' words go; read back for a message when one fails
   */
  PostgresPrograms(PostgresBinaries binaries, Path output) {
    this.binaries = binaries;
    this.output = output;
    this.asNobody = "root".equals(System.getProperty("user.name"));
  }

  /** Runs one program to its end. */
  void run(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (asNobody) {
      command.addAll(AS_NOBODY);
    }
    command.add(binaries.program(program));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()))
            .start();
    if (exitCode(process) != 0) {
      throw new IOException(program + " failed: " + lastWords(output) + hint());
    }
  }

  private static int exitCode(Process process) throws IOException {
    try {
      if (process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(
          "gave up after " + LIMIT_S + " s: " + process.info().commandLine().orElse(""));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private String hint() {
    return asNobody
        ? " (run for root by \"unshare --user\", which some containers forbid: run as another user there)"
        : "";
  }

  /** The last line or two of a log, on one line. */
  static String lastWords(Path log) {
    try {
      List<String> lines =
          Files.readString(log, StandardCharsets.ISO_8859_1)
              .lines()
              .filter(l -> !l.isBlank())
              .toList();
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return "it left no word in " + log;
    }
  }
}
