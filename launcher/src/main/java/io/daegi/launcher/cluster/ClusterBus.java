package io.daegi.launcher.cluster;

import com.hazelcast.config.Config;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.Endpoint;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The event bus between processes, and who is on it.
 *
 * @param address on which this process listens for the others
 */
public record ClusterBus(ClusterConfig cluster, String address, String topicPrefix) {
  private static final int CONNECT_WITHIN_MS = 2_000;

  /** A headless service knows a process some seconds after that has begun. */
  private static final long PATIENCE_MS = 5_000;

  /** A connection on which nothing comes back is a dead one after twice as long. */
  private static final long PING_EVERY_MS = 2_000;

  /**
   * Names of processes lead elsewhere within seconds; the virtual machine would believe an answer
   * for half a minute, and that there is none for ten seconds. To be said before any name is looked
   * up.
   */
  public static void believeNamesBriefly() {
    Security.setProperty("networkaddress.cache.ttl", "5");
    Security.setProperty("networkaddress.cache.negative.ttl", "1");
  }

  /**
   * @throws StartFailure when the host to listen on has no address
   */
  public static ClusterBus of(ClusterConfig cluster, String topicPrefix) throws StartFailure {
    try {
      InetAddress address =
          cluster.host().isPresent()
              ? InetAddress.getByName(cluster.host().get())
              : InetAddress.getLocalHost();
      return new ClusterBus(cluster, address.getHostAddress(), topicPrefix);
    } catch (UnknownHostException e) {
      throw StartFailure.misconfigured(
          "the host of this cluster member has no address: "
              + e.getMessage()
              + " (DAEGI_CLUSTER_HOST)");
    }
  }

  public Endpoint membership() {
    return new Endpoint(address, cluster.port());
  }

  public Endpoint endpoint() {
    return new Endpoint(address, cluster.busPort());
  }

  /**
   * Joins: blocks until the other members were found, or are not there, and for some seconds more
   * while a name is said that leads to no other process.
   *
   * @throws RuntimeException when this one cannot be a member
   */
  public HazelcastClusterManager join() throws InterruptedException {
    return join(PATIENCE_MS, config -> {});
  }

  /**
   * @param patienceMs with a name that leads to no other process
   * @param change to what Hazelcast is told
   */
  HazelcastClusterManager join(long patienceMs, Consumer<Config> change)
      throws InterruptedException {
    NamedMembers members = NamedMembers.of(cluster);
    if (cluster.dnsName().isPresent()) {
      members.awaitAnother(address, patienceMs);
    }
    Config config = Membership.of(cluster, members, address, topicPrefix);
    change.accept(config);
    return OwnMember.join(config, cluster.tls());
  }

  public EventBusOptions options() {
    EventBusOptions options =
        new EventBusOptions()
            .setHost(address)
            .setPort(cluster.busPort())
            .setClusterPublicHost(cluster.publicHost().orElse(address))
            .setClusterPingInterval(PING_EVERY_MS)
            .setClusterPingReplyInterval(PING_EVERY_MS)
            .setConnectTimeout(CONNECT_WITHIN_MS)
            .setTcpNoDelay(true);
    cluster
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(tls.own())
                    .setTrustOptions(tls.trusted())
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                    .setClientAuth(ClientAuth.REQUIRED));
    return options;
  }
}
