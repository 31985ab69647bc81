package io.daegi.launcher.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that are run to their end. */
public final class Commands {
  private static final int LIMIT_S = 20;

  private Commands() {}

  /**
   * @throws IOException with its words, when it fails or is not there
   */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + words);
    }
  }

  public static void run(String... command) throws IOException, InterruptedException {
    run(List.of(command));
  }

  /** Whether it can be run at all, and ends well. */
  public static boolean works(String... command) throws InterruptedException {
    try {
      run(command);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends a signal to processes, such as {@code STOP}. */
  static void signal(String what, List<Long> pids) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + what));
    pids.forEach(pid -> command.add(Long.toString(pid)));
    run(command);
  }
}
