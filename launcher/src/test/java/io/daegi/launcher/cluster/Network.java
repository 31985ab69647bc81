package io.daegi.launcher.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of its own with a machine for each process: network namespaces, each with one card that
 * is plugged into a bridge. A line that is cut loses every packet and tells nobody; whoever talks
 * over it hears nothing any more, as of a machine that lost its power.
 *
 * <p>All of it stands in the namespace of this process, which must be one that is nobody else's and
 * in which it may do so ({@code unshare --user --map-root-user --net}); it is gone with the last
 * process in it.
 *
 * <pre>
 *   this process: services, visitors          10.213.7.1 (.2 Kafka, .3 PostgreSQL, .4 Redis)
 *      └─ bridge ─┬─ veth ─ engine-1 .11
 *                 ├─ veth ─ engine-2 .12
 *                 └─ …
 * </pre>
 */
final class Network implements AutoCloseable {
  /** This process, for the others. */
  static final String GATEWAY = address(1);

  static final String KAFKA = address(2);
  static final String POSTGRES = address(3);
  static final String REDIS = address(4);

  private static final int FIRST_MACHINE = 11;
  private static final String BRIDGE = "daegi";

  /** Of nobody's card. */
  private static final String NOWHERE = "02:00:00:00:00:66";

  private final Map<String, Process> addressToMachine = new HashMap<>();

  private Network() {}

  private static String address(int host) {
    return "10.213.7." + host;
  }

  /**
   * @throws IOException when this process may not make one
   */
  static Network open() throws IOException, InterruptedException {
    Commands.run("ip", "link", "set", "lo", "up");
    Commands.run("ip", "link", "add", BRIDGE, "type", "bridge");
    for (String own : List.of(GATEWAY, KAFKA, POSTGRES, REDIS)) {
      Commands.run("ip", "addr", "add", own + "/24", "dev", BRIDGE);
    }
    Commands.run("ip", "link", "set", BRIDGE, "up");
    return new Network();
  }

  /** One machine more. It is there until this is closed, or this process ends in any way. */
  Machine machine() throws IOException, InterruptedException {
    int number = FIRST_MACHINE + addressToMachine.size();
    String address = address(number);
    // Holds the namespace, and ends with the pipe to this process.
    Process holder = new ProcessBuilder("unshare", "--net", "--", "cat").start();
    addressToMachine.put(address, holder);
    holder.outputWriter().write("up\n");
    holder.outputWriter().flush();
    if (!"up".equals(holder.inputReader().readLine())) {
      throw new IOException("a network namespace cannot be made here");
    }
    String cable = "veth" + number;
    String pid = Long.toString(holder.pid());
    Commands.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", pid);
    Commands.run("ip", "link", "set", cable, "master", BRIDGE, "up");
    Machine machine =
        new Machine(address, List.of("nsenter", "--net=/proc/" + pid + "/ns/net", "--"));
    on(machine, "ip", "link", "set", "lo", "up");
    on(machine, "ip", "addr", "add", address + "/24", "dev", "eth0");
    on(machine, "ip", "link", "set", "eth0", "up");
    return machine;
  }

  private static void on(Machine machine, String... command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(machine.prefix());
    whole.addAll(List.of(command));
    Commands.run(whole);
  }

  /** From now on nothing that the machine sends to that address arrives there. */
  void cut(Machine from, String to) throws IOException, InterruptedException {
    on(from, "ip", "neigh", "replace", to, "lladdr", NOWHERE, "dev", "eth0", "nud", "permanent");
  }

  void mend(Machine from, String to) throws IOException, InterruptedException {
    on(from, "ip", "neigh", "del", to, "dev", "eth0");
  }

  @Override
  public void close() {
    addressToMachine.values().forEach(Process::destroy);
  }
}
