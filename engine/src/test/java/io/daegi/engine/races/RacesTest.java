package io.daegi.engine.races;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.openjdk.jcstress.Main;

/**
 * Runs every {@code *Stress} class under jcstress, in a process of its own: two threads do their
 * parts millions of times, and no result may be seen that is not allowed. It takes every core, so
 * that it runs alone.
 */
@Isolated
class RacesTest {

  /** How long each runs, by a preset of jcstress: quick, default, tough, stress. */
  private static final String MODE = System.getProperty("daegi.races", "quick");

  private static final boolean QUICK = MODE.equals("quick");

  private static final long LIMIT_MIN = QUICK ? 10 : 600;

  /** Lets the compiler put what no rule of the memory model orders into an order of chance. */
  private static final String SHUFFLED =
      "-XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM";

  @TempDir Path folder;

  @Test
  void noThreadSeesWhatIsForbidden() throws Exception {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_MIN, TimeUnit.MINUTES)).as("ended in time").isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String told = Files.readString(out);
    assertThat(process.exitValue()).as(told).isZero();
    assertThat(told).contains(" 0 failed, 0 soft errs, 0 hard errs");
    if (QUICK) {
      assertThat(told).contains("%d planned; %<d passed".formatted(stressed()));
    }
  }

  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("-m", MODE, "-t", "io.daegi", "-r", "results"));
    // Two dozen JVMs only try out what the machine can do; to touch all of their heaps first takes
    // them longer than that.
    command.addAll(List.of("-pth", "false"));
    if (QUICK) {
      command.addAll(List.of("-af", "NONE", "-sc", "false", "-jvmArgs", SHUFFLED));
    }
    return command;
  }

  /** How many the annotation processor found; in quick mode each is run in one way. */
  private static long stressed() throws IOException {
    try (var in = Main.class.getResourceAsStream("/META-INF/TestList");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().count();
    }
  }
}
