package io.daegi.launcher.cluster;

import io.daegi.embedded.EmbeddedBroker;
import io.daegi.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A real broker in a process of its own, which may be started again on its data and its port. */
final class BrokerProcess implements AutoCloseable {
  private static final String READY = "the broker is at ";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Path words;
  private final String advertisedHost;
  private final int port = FreePorts.one();
  private Process process;

  /**
   * @param folder its data; what it says stands beside it
   * @param advertisedHost where clients find its port
   */
  BrokerProcess(Path folder, String advertisedHost) {
    this.folder = folder;
    this.words = folder.resolveSibling("broker.txt");
    this.advertisedHost = advertisedHost;
  }

  /** Arguments: folder, port, advertised host. Ends with its standard input. */
  public static void main(String... arguments) throws IOException {
    int port = Integer.parseInt(arguments[1]);
    EmbeddedBroker broker =
        new EmbeddedBroker(Path.of(arguments[0]), true).at(port).behind(arguments[2], port);
    broker.start();
    System.out.println(READY + broker.bootstrapServers());
    System.in.transferTo(System.out);
    broker.stop();
    Runtime.getRuntime().halt(0);
  }

  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  BrokerProcess start() throws IOException {
    return start(List.of());
  }

  /**
   * @param prefix what its command line begins with, such as a tracer that keeps the process as it
   *     is
   */
  BrokerProcess start(List<String> prefix) throws IOException {
    Files.createDirectories(folder.getParent());
    Files.deleteIfExists(words);
    List<String> command = new ArrayList<>(prefix);
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            folder.toString(),
            Integer.toString(port),
            advertisedHost));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    return this;
  }

  BrokerProcess awaitReady() throws IOException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isReady() || !process.isAlive());
    if (!isReady()) {
      throw new IllegalStateException("the broker ended: " + Files.readString(words));
    }
    return this;
  }

  private boolean isReady() throws IOException {
    return Files.exists(words) && Files.readString(words).contains(READY);
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** In order. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
