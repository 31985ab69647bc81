package io.daegi.bench.edge;

import io.daegi.bench.edge.server.ServerKind;
import io.daegi.bench.edge.server.ServerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, whose processor time and memory are nobody else's. Ends with
 * its standard input, or by its id when it does not.
 */
public final class ServerProcess implements AutoCloseable {

  /** What every server's heap gets, and no more. */
  static final String HEAP = "1g";

  private static final long ENDS_WITHIN_S = 15;

  private final ServerKind kind;
  private final Process process;
  private final PrintStream to;
  private final BufferedReader from;
  private final int port;

  private ServerProcess(ServerKind kind, Process process) throws IOException {
    this.kind = kind;
    this.process = process;
    to = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port = Integer.parseInt(line().split(" ", 2)[1]);
  }

  /**
   * Starts it, and returns when it listens.
   *
   * @param words its settings, each {@code name=value}
   */
  static ServerProcess start(ServerKind kind, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms" + HEAP,
            "-Xmx" + HEAP,
            "-XX:MaxDirectMemorySize=1g",
            "-Dlogback.configurationFile=logback-bench.xml",
            "-Dsun.misc.unsafe.memory.access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-classpath",
            System.getProperty("java.class.path"),
            ServerMain.class.getName(),
            kind.name()));
    command.addAll(words);
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try {
      return new ServerProcess(kind, process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** What all its threads have spent so far, to a hundredth of a second. */
  public long cpuNs() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system does not tell processor time"))
        .toNanos();
  }

  /** What it holds after a collection. */
  Held held() throws IOException {
    String[] numbers = ask("memory").split(" ", 2);
    return new Held(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }

  /** Bytes on the heap and in direct buffers. */
  record Held(long heapBytes, long directBytes) {

    long bytes() {
      return heapBytes + directBytes;
    }
  }

  /** The classes that take most of its heap, a line each. */
  List<String> histogram() throws IOException {
    return List.of(ask("histogram").split("\\|", -1));
  }

  /** Has it do what a line says, and returns the line that it answers. */
  public String ask(String what) throws IOException {
    to.println(what);
    return line();
  }

  private String line() throws IOException {
    String line = from.readLine();
    if (line == null) {
      throw new IOException("server %s has ended: see the lines above".formatted(kind));
    }
    return line;
  }

  @Override
  public void close() {
    to.close();
    try {
      if (!process.waitFor(ENDS_WITHIN_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
