package io.daegi.launcher.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sale on two engines, three edges and two bookings with real services, all processes of their
 * own, to which so many mishaps happen as asked; without a seed, or with 0, by one of its own:
 *
 * <pre>
 *   mvn -q -Pcluster -Dfaults=40 -Dseed=7 -Dwaiting=1000000
 * </pre>
 *
 * <p>Starts itself once more in a network of its own, if the system lets it.
 */
public final class ClusterMain {
  private static final String INSIDE = "daegi.cluster.inside";
  private static final List<String> INTO_OWN_NETWORK =
      List.of("unshare", "--user", "--map-root-user", "--net", "--");

  private ClusterMain() {}

  public static void main(String... arguments) throws Exception {
    if (System.getProperty(INSIDE) == null) {
      System.exit(startInside(arguments));
    }
    Path dir = Files.createTempDirectory("daegi-cluster");
    System.exit(isKept(dir, ClusterOrder.of(arguments)) ? 0 : 1);
  }

  private static boolean isKept(Path dir, ClusterOrder order) throws IOException {
    boolean kept = false;
    try {
      kept = run(dir, order);
    } catch (Exception e) {
      e.printStackTrace(System.out);
    }
    if (kept) {
      delete(dir);
    } else {
      System.out.println("what was left is in " + dir);
      System.out.println("live it again with\n" + order.command());
    }
    return kept;
  }

  private static boolean run(Path dir, ClusterOrder order) throws Exception {
    System.out.println(order.words() + Builds.words());
    Optional<Network> network =
        Boolean.getBoolean(INSIDE) ? Optional.of(Network.open()) : Optional.empty();
    try (ClusterSale sale = ClusterSale.open(dir, network, ClusterMain::tell)) {
      return sale.run(order);
    }
  }

  private static void tell(String words) {
    System.out.println(words);
  }

  /** The property says whether there is a network of one's own. */
  private static int startInside(String... arguments) throws IOException, InterruptedException {
    List<String> probe = new ArrayList<>(INTO_OWN_NETWORK);
    probe.addAll(List.of("ip", "link", "add", "daegi", "type", "bridge"));
    boolean possible = Commands.works(probe.toArray(String[]::new));
    if (!possible) {
      System.out.println(
          "SKIPPED: no process is cut off from anything: a network of one's own cannot be made here"
              + " (unshare, ip, and the right to use them)");
    }
    List<String> command = new ArrayList<>(possible ? INTO_OWN_NETWORK : List.of());
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-D" + INSIDE + "=" + possible,
            "-D" + Builds.OLDER_PROPERTY + "=" + System.getProperty(Builds.OLDER_PROPERTY, ""),
            "-cp",
            System.getProperty("java.class.path"),
            ClusterMain.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
