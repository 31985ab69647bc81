package io.daegi.launcher.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.daegi.launcher.config.ClusterConfig;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * How processes find each other and notice that one is gone: by a connection that breaks within a
 * second or two, by silence within about ten.
 */
final class Membership {
  /** Registrations of addresses, nodes, and what Vert.x keeps beside them. */
  private static final List<String> MAPS = List.of("__vertx.nodeInfo", "__vertx.haInfo");

  /** Says of a member that its {@link Beats} are to be heard: older builds have none. */
  private static final String BEATS = "daegi.beats";

  /** In seconds. */
  static final String JOIN_WITHIN = "hazelcast.max.join.seconds";

  private static final String LOGGING = "hazelcast.logging.type";
  private static final String REGISTRATIONS = "__vertx.subs";

  private static final Set<String> ANY_INTERFACE = Set.of("0.0.0.0", "0:0:0:0:0:0:0:0");

  /** Two processes may die at a time, and the rest still know who listens where. */
  private static final int COPIES = 2;

  private static final Properties PROPERTIES = new Properties();

  static {
    PROPERTIES.setProperty(LOGGING, "slf4j");
    // What is said before there is a member asks the system's properties alone.
    System.setProperty(LOGGING, "slf4j");
    PROPERTIES.setProperty("hazelcast.phone.home.enabled", "false");
    PROPERTIES.setProperty("hazelcast.shutdownhook.enabled", "false");
    // A few hundred entries need no 271 parts, and fewer are handed over sooner.
    PROPERTIES.setProperty("hazelcast.partition.count", "31");
    PROPERTIES.setProperty("hazelcast.wait.seconds.before.join", "0");
    // Who is refused, or reaches somebody who does not answer, says so and may be started again.
    PROPERTIES.setProperty(JOIN_WITHIN, "60");
    PROPERTIES.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    PROPERTIES.setProperty("hazelcast.max.no.heartbeat.seconds", "8");
    PROPERTIES.setProperty("hazelcast.connection.monitor.interval", "100");
    PROPERTIES.setProperty("hazelcast.connection.monitor.max.faults", "3");
    PROPERTIES.setProperty("hazelcast.operation.call.timeout.millis", "10000");
    // A part on its way answers nobody; two edges were once kept from starting for two minutes.
    PROPERTIES.setProperty("hazelcast.partition.migration.timeout", "10");
    // Two halves that were apart find each other again within seconds, not minutes.
    PROPERTIES.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    PROPERTIES.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    PROPERTIES.setProperty("hazelcast.graceful.shutdown.max.wait", "5");
  }

  private Membership() {}

  /**
   * @param members who may be there
   * @param address to listen on
   * @param topicPrefix of the deployment, which does not mix with another in the same network
   */
  static Config of(
      ClusterConfig cluster, NamedMembers members, String address, String topicPrefix) {
    Config config = new Config();
    config.setClusterName(nameOf(cluster, topicPrefix));
    PROPERTIES
        .stringPropertyNames()
        .forEach(name -> config.setProperty(name, PROPERTIES.getProperty(name)));
    config.getMemberAttributeConfig().setAttribute(BEATS, "");
    network(config.getNetworkConfig(), cluster, address);
    join(config.getNetworkConfig().getJoin(), members);
    config.getMultiMapConfig(REGISTRATIONS).setBackupCount(COPIES).setValueCollectionType("SET");
    MAPS.forEach(name -> config.getMapConfig(name).setBackupCount(COPIES));
    config.getSerializationConfig().setJavaSerializationFilterConfig(onlyOurs());
    return config;
  }

  static boolean beats(Member member) {
    return member.getAttributes().containsKey(BEATS);
  }

  /** Members of another name are refused; the secret cannot be told from the name. */
  private static String nameOf(ClusterConfig cluster, String topicPrefix) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(("cluster of " + topicPrefix + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(cluster.secret().reveal().getBytes(StandardCharsets.UTF_8));
      return "daegi-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void network(NetworkConfig network, ClusterConfig cluster, String address) {
    network.setPort(cluster.port()).setPortAutoIncrement(false);
    if (!ANY_INTERFACE.contains(address)) {
      OwnAddress own =
          new OwnAddress(
              new InetSocketAddress(address, cluster.port()),
              new InetSocketAddress(cluster.publicHost().orElse(address), cluster.port()));
      network.getMemberAddressProviderConfig().setEnabled(true).setImplementation(own);
    }
    cluster.publicHost().ifPresent(host -> network.setPublicAddress(host + ":" + cluster.port()));
  }

  private static void join(JoinConfig join, NamedMembers members) {
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.setTcpIpConfig(members);
  }

  /** Whoever reaches the port is not to choose which classes are made here. */
  private static JavaSerializationFilterConfig onlyOurs() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter
        .getWhitelist()
        .addPrefixes("com.hazelcast.", "io.vertx.", "java.lang.", "java.util.", "[");
    return filter;
  }
}
