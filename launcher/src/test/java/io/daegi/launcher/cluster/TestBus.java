package io.daegi.launcher.cluster;

import com.hazelcast.config.Config;
import io.daegi.embedded.FreePorts;
import io.daegi.launcher.config.ClusterConfig;
import io.daegi.launcher.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Members of an event bus, in this virtual machine; the first two find each other. */
final class TestBus implements AutoCloseable {
  private final List<Peer> peers = new ArrayList<>();
  private final int first = FreePorts.one();
  private final int second = FreePorts.one();

  /** With one event loop. */
  record Peer(Vertx vertx, HazelcastClusterManager manager) {}

  Peer join(String secret, Optional<ClusterConfig.BusTls> tls) throws Exception {
    return join(secret, tls, config -> {});
  }

  /**
   * @param change to what Hazelcast is told
   */
  Peer join(String secret, Optional<ClusterConfig.BusTls> tls, Consumer<Config> change)
      throws Exception {
    ClusterConfig config =
        new ClusterConfig(
            Optional.of("127.0.0.1"),
            port(),
            0,
            Optional.empty(),
            List.of("127.0.0.1:" + first, "127.0.0.1:" + second),
            Optional.empty(),
            new Secret(secret),
            tls);
    ClusterBus bus = ClusterBus.of(config, "daegi.");
    HazelcastClusterManager manager =
        bus.join(
            0,
            membership -> {
              waitsNotForWhoIsNotThere(membership);
              change.accept(membership);
            });
    Vertx vertx = open(bus, manager);
    Peer peer = new Peer(vertx, manager);
    peers.add(peer);
    return peer;
  }

  /** The bus of one who has joined, with one event loop. */
  static Vertx open(ClusterBus bus, HazelcastClusterManager joined) {
    return Vertx.builder()
        .with(new VertxOptions().setEventLoopPoolSize(1).setEventBusOptions(bus.options()))
        .withClusterManager(joined)
        .buildClustered()
        .await();
  }

  /** In one virtual machine all who are there answer at once. */
  private static void waitsNotForWhoIsNotThere(Config membership) {
    membership.getNetworkConfig().getJoin().getTcpIpConfig().setConnectionTimeoutSeconds(1);
  }

  private int port() {
    return switch (peers.size()) {
      case 0 -> first;
      case 1 -> second;
      default -> FreePorts.one();
    };
  }

  void leave(Peer peer) {
    peers.remove(peer);
    peer.vertx.close().await();
  }

  @Override
  public void close() {
    peers.forEach(peer -> peer.vertx.close().await());
  }
}
