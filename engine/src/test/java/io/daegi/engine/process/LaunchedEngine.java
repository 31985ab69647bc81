package io.daegi.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** An {@link EngineProcess}, as whoever started it sees it. */
public final class LaunchedEngine implements AutoCloseable {

  private static final String HEAP = "-Xmx320m";
  private static final int KILLED = 128 + 9;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngineLife life;
  private final Process process;

  private LaunchedEngine(EngineLife life, Process process) {
    this.life = life;
    this.process = process;
  }

  /** Starts one; its folder is made, and must not be another life's. */
  public static LaunchedEngine start(EngineLife life) throws IOException {
    return start(EngineProcess.class, life);
  }

  /** Starts one that shares the log's partition with others of its kind. */
  static LaunchedEngine startMember(EngineLife life) throws IOException {
    return start(MemberProcess.class, life);
  }

  private static LaunchedEngine start(Class<?> program, EngineLife life) throws IOException {
    Files.createDirectories(life.folder());
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(HEAP, "-XX:TieredStopAtLevel=1", "-Dsun.misc.unsafe.memory.access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(life.toArguments());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output(life).toFile())
            .start();
    return new LaunchedEngine(life, process);
  }

  private static Path output(EngineLife life) {
    return life.folder().resolve("output.txt");
  }

  public EngineLife life() {
    return life;
  }

  public long pid() {
    return process.pid();
  }

  /** How many joins it has been told are durable, until now or until its end. */
  public long toldJoins() {
    return ToldJoins.count(life.folder());
  }

  /** Waits until it has been told of more joins than so many. */
  public LaunchedEngine awaitToldJoins(long moreThan) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> toldJoins() > moreThan || hasEnded());
    if (toldJoins() <= moreThan) {
      throw new AssertionError(this + " ended by itself: " + words());
    }
    return this;
  }

  /**
   * Lets it live for so long.
   *
   * @throws AssertionError when it ends by itself meanwhile
   */
  public void letLive(Duration time) throws InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(this + " ended by itself: " + words());
    }
  }

  /** Its figures now, after a collection of its heap. */
  public EngineReport report() throws IOException {
    Path file = EngineProcess.reportsFile(life.folder());
    int before = lines(file).size();
    process.getOutputStream().write("report\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> hasEnded() || lines(file).size() > before);
    if (hasEnded()) {
      throw new AssertionError(this + " ended by itself: " + words());
    }
    return EngineReport.ofLine(lines(file).get(before));
  }

  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String all = Files.readString(file);
    return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Stops it in the middle of whatever it does; it does not notice. */
  public void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", name, Long.toString(pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill " + name + " of " + this + " ended with " + code);
    }
  }

  /** Ends it as a power switch would, paused or not. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    int code = process.waitFor();
    if (code != KILLED) {
      throw new AssertionError(this + " had ended with " + code + ": " + words());
    }
  }

  /** Lets it end in order: what it took is answered. */
  public void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError(this + " did not end in order: " + words());
    }
  }

  private boolean hasEnded() {
    return !process.isAlive();
  }

  /** What it wrote, for a message. */
  public String words() {
    try {
      return Files.readString(output(life));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public String toString() {
    return "engine " + life.node() + " in life " + life.life();
  }

  /** Ends it, if it has not ended. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
