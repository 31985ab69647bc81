package io.daegi.launcher.cluster;

import com.hazelcast.config.TcpIpConfig;
import io.daegi.launcher.config.ClusterConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where other processes may be, as names say just now: Hazelcast asks when this process joins, and
 * every few seconds for others that began without it. By itself it would take a name for one
 * address, and leave out all that are not of this process's own interface; and what it has for
 * Kubernetes does not look before it has begun alone, unless everybody who joins waits as long.
 */
final class NamedMembers extends TcpIpConfig {
  private static final Logger LOG = LoggerFactory.getLogger(NamedMembers.class);
  private static final int CONNECT_WITHIN_S = 2;
  private static final long LOOK_EVERY_MS = 250;

  private final List<String> said;
  private final Set<String> leadingNowhere = ConcurrentHashMap.newKeySet();

  private NamedMembers(List<String> said) {
    this.said = said;
  }

  static NamedMembers of(ClusterConfig cluster) {
    NamedMembers members =
        new NamedMembers(
            Stream.concat(
                    cluster.members().stream(),
                    cluster.dnsName().map(name -> name + ":" + cluster.port()).stream())
                .toList());
    members.setEnabled(true).setConnectionTimeoutSeconds(CONNECT_WITHIN_S);
    return members;
  }

  /** Each with its port; who has no address just now is left out. */
  @Override
  public List<String> getMembers() {
    return said.stream().flatMap(this::addresses).toList();
  }

  private Stream<String> addresses(String member) {
    int colon = member.lastIndexOf(':');
    String name = member.substring(0, colon);
    try {
      InetAddress[] found = InetAddress.getAllByName(name);
      if (leadingNowhere.remove(name)) {
        LOG.info("{} has an address now", name);
      }
      return Arrays.stream(found)
          .map(address -> written(address.getHostAddress()) + member.substring(colon));
    } catch (UnknownHostException e) {
      if (leadingNowhere.add(name)) {
        LOG.warn("{} has no address: processes behind it are joined when it has", name);
      }
      return Stream.empty();
    }
  }

  private static String written(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /**
   * Blocks until there is an address beside the own one. A name that gets its addresses while
   * processes start need not make each of them begin alone, and merge with the others afterwards.
   *
   * @param patienceMs after which this process may as well be the first
   */
  void awaitAnother(String own, long patienceMs) throws InterruptedException {
    long deadlineNs = System.nanoTime() + patienceMs * 1_000_000;
    while (getMembers().stream().allMatch(member -> member.startsWith(written(own) + ":"))
        && System.nanoTime() - deadlineNs < 0) {
      Thread.sleep(LOOK_EVERY_MS);
    }
  }
}
