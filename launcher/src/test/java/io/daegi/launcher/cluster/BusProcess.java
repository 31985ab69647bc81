package io.daegi.launcher.cluster;

import com.hazelcast.config.Config;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A process on the event bus and nothing else, which finds the others by a name. It says how many
 * there are whenever that changes, and whose answer it got when it is told to ask an address.
 */
final class BusProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SEES = "sees ";
  private static final String ANSWERED = "answered by ";

  /** Nobody waits for the test's sake as long as for a slow service of names. */
  private static final long PATIENCE_MS = 500;

  private final Machine machine;
  private final Path words;
  private final Process process;

  private BusProcess(Machine machine, Path words, Process process) {
    this.machine = machine;
    this.words = words;
    this.process = process;
  }

  static BusProcess start(Path dir, Machine machine, int port, String name) throws IOException {
    Path words = dir.resolve(machine.address() + ".txt");
    List<String> command = new ArrayList<>(machine.prefix());
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            BusProcess.class.getName(),
            machine.address(),
            Integer.toString(port),
            name));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile());
    return new BusProcess(machine, words, builder.start());
  }

  /** Arguments: address, port, name. Ends with its standard input. */
  public static void main(String... arguments) throws Exception {
    ClusterBus.believeNamesBriefly();
    ClusterConfig cluster =
        new ClusterConfig(
            Optional.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            0,
            Optional.empty(),
            List.of(),
            Optional.of(arguments[2]),
            new Secret("what-only-these-processes-know"),
            Optional.empty());
    ClusterBus bus = ClusterBus.of(cluster, "daegi.");
    HazelcastClusterManager manager = bus.join(PATIENCE_MS, BusProcess::looksForOthersOften);
    Vertx vertx = TestBus.open(bus, manager);
    vertx.eventBus().consumer(arguments[0], who -> who.reply(arguments[0])).completion().await();
    BusSight sight = BusSight.open(vertx, manager);
    vertx.setPeriodic(50, id -> say(SEES + sight.members()));
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines()
        .forEach(other -> ask(vertx, other));
    Runtime.getRuntime().halt(0);
  }

  private static void looksForOthersOften(Config config) {
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "1");
  }

  private static void ask(Vertx vertx, String other) {
    vertx
        .eventBus()
        .<String>request(other, "who?")
        .onSuccess(answer -> say(ANSWERED + answer.body()))
        .onFailure(e -> say("no answer: " + e.getMessage()));
  }

  private static void say(String words) {
    System.out.println(words);
  }

  /** Waits until it sees so many processes, itself included. */
  BusProcess awaitSees(int members) throws IOException {
    return awaitLast(SEES, SEES + members);
  }

  private BusProcess awaitLast(String prefix, String whole) throws IOException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> last(prefix).equals(Optional.of(whole)) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("it ended: " + Files.readString(words));
    }
    return this;
  }

  private Optional<String> last(String prefix) throws IOException {
    return Files.readAllLines(words).stream()
        .filter(line -> line.startsWith(prefix))
        .reduce((before, after) -> after);
  }

  /** Asks until the other answers. */
  void awaitAnswerOf(BusProcess other) throws IOException {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              process.outputWriter().write(other.machine.address() + "\n");
              process.outputWriter().flush();
              return last(ANSWERED).equals(Optional.of(ANSWERED + other.machine.address()));
            });
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
