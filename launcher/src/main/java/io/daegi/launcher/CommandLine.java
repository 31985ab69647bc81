package io.daegi.launcher;

import io.daegi.http.token.NewKeyFile;
import io.daegi.launcher.config.ConfigCheck;
import io.daegi.launcher.config.ConfigFaults;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the program does besides running, asked for by its arguments. */
final class CommandLine {
  private static final List<String> CONFIG_CHECK = List.of("config", "check");
  private static final List<String> KEYS_NEW = List.of("keys", "new");
  private static final int WELL = 0;
  private static final int FAULTY = 1;

  private CommandLine() {}

  /** Gives the exit code. */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    if (arguments.equals(CONFIG_CHECK)) {
      return checkConfig(environment, out);
    }
    if (arguments.equals(KEYS_NEW)) {
      out.println(NewKeyFile.text());
      return WELL;
    }
    System.err.println(
        "daegi: without arguments it runs; \"config check\" shows what its settings are,"
            + " \"keys new\" makes what DAEGI_KEYS_FILE names");
    return StartFailure.MISCONFIGURED;
  }

  private static int checkConfig(Map<String, String> environment, PrintStream out) {
    try {
      ConfigCheck.lines(environment, Path.of("")).forEach(out::println);
      return WELL;
    } catch (ConfigFaults e) {
      System.err.println("daegi: " + e.getMessage());
      return FAULTY;
    }
  }
}
