package io.daegi.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as an operator starts it. */
final class Launched implements AutoCloseable {
  private static final long LIMIT_S = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private Launched(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it in a working directory, with these settings and on free ports. */
  static Launched in(Path workingDir, Map<String, String> settings) throws IOException {
    Path out = workingDir.resolve("out.txt");
    Path err = workingDir.resolve("err.txt");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-Dsun.misc.unsafe.memory.access=allow"));
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDir.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DAEGI_"));
    builder.environment().putAll(Map.of("DAEGI_HTTP_PORT", "0", "DAEGI_MANAGEMENT_PORT", "0"));
    builder.environment().putAll(settings);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Launched(builder.start(), out, err);
  }

  /** Waits for its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + LIMIT_S + " s");
    }
    return process.exitValue();
  }

  List<String> errors() throws IOException {
    return Files.readAllLines(err);
  }

  List<String> output() throws IOException {
    return Files.readAllLines(out);
  }

  void terminate() {
    process.destroy();
  }

  boolean runs() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
