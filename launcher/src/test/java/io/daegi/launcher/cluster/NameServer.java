package io.daegi.launcher.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real DNS server, dnsmasq, for machines that ask no other. All of them are this one, each under
 * an address of its own on loopback, and with a resolver's file of its own that is mounted where no
 * other process sees it.
 */
final class NameServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int FIRST_MACHINE = 11;

  /** Where no other build on this machine has its own. */
  private static final String NETWORK =
      "127.%d.%d."
          .formatted(
              1 + ProcessHandle.current().pid() / 250 % 250,
              1 + ProcessHandle.current().pid() % 250);

  private static final String ADDRESS = NETWORK + "1";

  private final Path hosts;
  private final Path words;
  private final Path resolver;
  private Process process;
  private int machines;

  private NameServer(Path dir) throws IOException {
    this.hosts = Files.createDirectories(dir.resolve("hosts"));
    this.words = dir.resolve("dnsmasq.txt");
    this.resolver =
        Files.writeString(
            dir.resolve("resolv.conf"),
            "nameserver " + ADDRESS + "\noptions timeout:1 attempts:1\n");
  }

  /** None, which is said aloud, where there is no dnsmasq or nobody may mount anything. */
  static Optional<NameServer> ifPossible(Path dir) throws IOException, InterruptedException {
    NameServer server = new NameServer(dir);
    List<String> lookAtMount = List.of("grep", "-q", ADDRESS, "/etc/resolv.conf");
    String[] probe =
        Stream.concat(server.prefix().stream(), lookAtMount.stream()).toArray(String[]::new);
    if (Commands.works(probe) && Commands.works("dnsmasq", "--version")) {
      server.start();
      return Optional.of(server);
    }
    LOG.warn("SKIPPED: nothing is looked up by name (dnsmasq, unshare, and the right to mount)");
    return Optional.empty();
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--user=root",
                "--pid-file=",
                "--log-facility=-",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--listen-address=" + ADDRESS,
                "--hostsdir=" + hosts)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(words).contains("started") || !process.isAlive());
    if (!process.isAlive()) {
      throw new IOException("dnsmasq ended: " + Files.readString(words));
    }
  }

  void stop() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** One more, which has no name yet. */
  Machine machine() {
    return new Machine(NETWORK + (FIRST_MACHINE + machines++), prefix());
  }

  private List<String> prefix() {
    String mount = "mount --bind " + resolver + " /etc/resolv.conf && exec \"$@\"";
    return List.of("unshare", "--mount", "--", "sh", "-c", mount, "sh");
  }

  /** From now on the name leads there, too. */
  void add(String name, Machine machine) throws IOException {
    Files.writeString(
        hosts.resolve(name + "-" + machine.address()), machine.address() + " " + name + "\n");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
