package io.daegi.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The program in a process of its own, as an operator starts it. */
public final class Launched implements AutoCloseable {
  /** Most of a test is over before the optimizing compiler's work would pay. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final long LIMIT_S = 120;
  private static final long ENDS_WITHIN_S = 30;

  private final Path workingDir;
  private final Process process;
  private final Path out;
  private final Path err;
  private Runnable whenEnded = () -> {};

  private Launched(Path workingDir, Process process, Path out, Path err) {
    this.workingDir = workingDir;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it in a working directory, with these settings and on free ports. */
  public static Launched in(Path workingDir, Map<String, String> settings) throws IOException {
    return in(workingDir, settings, List.of());
  }

  /** The same, with options for its virtual machine. */
  public static Launched in(
      Path workingDir, Map<String, String> settings, List<String> jvmOptions, String... arguments)
      throws IOException {
    String classPath = ClassArchive.classPath();
    return behind(List.of(), classPath, workingDir, settings, jvmOptions, arguments);
  }

  /** The same; once it is closed, all later ones start with an archive of its classes. */
  static Launched leavingAnArchive(Path workingDir, Map<String, String> settings)
      throws IOException {
    ClassArchive archive = ClassArchive.blank();
    Launched recorded =
        behind(List.of(), archive.classPathToRecord(), workingDir, settings, archive.recording());
    recorded.whenEnded = archive::publish;
    return recorded;
  }

  /**
   * The same by a program that becomes ours, such as one that leads into another network.
   *
   * @param classPath where the program is found
   */
  public static Launched behind(
      List<String> prefix,
      String classPath,
      Path workingDir,
      Map<String, String> settings,
      List<String> jvmOptions,
      String... arguments)
      throws IOException {
    Path out = workingDir.resolve("out.txt");
    Path err = workingDir.resolve("err.txt");
    List<String> command = new ArrayList<>(prefix);
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(QUICK_START);
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-Dsun.misc.unsafe.memory.access=allow"));
    command.addAll(ClassArchive.optionsOf(classPath));
    command.addAll(jvmOptions);
    command.addAll(List.of("-Dlogback.configurationFile=logback.xml", "-cp", classPath));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDir.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DAEGI_"));
    builder.environment().putAll(Map.of("DAEGI_HTTP_PORT", "0", "DAEGI_MANAGEMENT_PORT", "0"));
    builder.environment().putAll(settings);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Launched(workingDir, builder.start(), out, err);
  }

  /** Waits until it says that it is ready. */
  public Launched awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(LIMIT_S))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !runs() || told("Ready after").isPresent());
    if (!runs()) {
      throw new IllegalStateException("ended before it was ready: " + errors() + output());
    }
    return this;
  }

  /** What stands behind a word at the beginning of a line of its output. */
  public String addressOf(String what) {
    return told(what).orElseThrow(() -> new IllegalStateException(what + " is not told"));
  }

  /** Host and port of a service that it embeds. */
  public String embedded(String service) {
    return addressOf(service).replaceAll(".*embedded at ([^,]+),.*", "$1");
  }

  private Optional<String> told(String what) {
    return output().stream()
        .filter(line -> line.startsWith(what))
        .map(line -> line.substring(what.length()).strip())
        .findFirst();
  }

  /** Waits for its end. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + LIMIT_S + " s");
    }
    return process.exitValue();
  }

  public List<String> errors() {
    return lines(err);
  }

  public List<String> output() {
    return lines(out);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void terminate() {
    process.destroy();
  }

  /** Ends it as a power switch would: what it started itself lives on. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public long pid() {
    return process.pid();
  }

  public boolean runs() {
    return process.isAlive();
  }

  /** Ends it in order, and then whatever still works in its directory. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
        whenEnded.run();
      } else {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    processesBelow(workingDir).forEach(ProcessHandle::destroyForcibly);
  }

  /** Processes that work for the folder, this one apart. */
  static List<ProcessHandle> processesBelow(Path folder) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> commandLine(process).contains(folder.toString()))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
