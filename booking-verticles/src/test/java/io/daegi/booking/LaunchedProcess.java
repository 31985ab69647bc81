package io.daegi.booking;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A program of these tests in a process of its own, as whoever started it sees it. */
final class LaunchedProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Queue<String> words = new ConcurrentLinkedQueue<>();
  private final Thread listener;

  private LaunchedProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.listener = Thread.ofVirtual().start(this::listen);
  }

  static LaunchedProcess start(Class<?> program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dsun.misc.unsafe.memory.access=allow"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    try {
      return new LaunchedProcess(
          program.getSimpleName(), new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends when the process does. */
  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(words::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a line to its standard input, which it reads when it gets there. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What follows the prefix in each line that begins with it, until now. */
  List<String> said(String prefix) {
    return words.stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .toList();
  }

  /** The same, once there are so many of them. */
  List<String> awaitSaid(String prefix, int atLeast) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> said(prefix).size() >= atLeast || !process.isAlive());
    if (said(prefix).size() < atLeast) {
      throw new AssertionError(this + " ended by itself: " + String.join("\n", words));
    }
    return said(prefix);
  }

  /** As {@code kill -9}; returns when it is gone, and all of its words are here. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -STOP} and {@code kill -CONT}. */
  void signal(String signal) {
    RealServices.signal(process.toHandle(), signal);
  }

  @Override
  public void close() {
    kill();
  }

  @Override
  public String toString() {
    return name + " " + process.pid();
  }
}
