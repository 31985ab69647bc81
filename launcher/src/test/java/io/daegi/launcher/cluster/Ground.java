package io.daegi.launcher.cluster;

import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What a cluster stands on: a real broker, database and Redis, and one machine for all processes or
 * one for each.
 */
final class Ground implements AutoCloseable {
  private final EmbeddedServices services;
  private final Optional<BrokerProcess> broker;
  private final Optional<Network> network;
  private final Optional<NameServer> names;
  private final Optional<Lines> lines;

  private Ground(
      EmbeddedServices services,
      Optional<BrokerProcess> broker,
      Optional<Network> network,
      Optional<NameServer> names) {
    this.services = services;
    this.names = names;
    this.broker = broker;
    this.network = network;
    this.lines = network.map(some -> new Lines());
  }

  /** All on this machine, the broker in this process; with names for everybody, if possible. */
  static Ground small(Path dir) throws IOException, InterruptedException {
    Optional<NameServer> names = NameServer.ifPossible(dir.resolve("names"));
    EmbeddedServices services =
        EmbeddedServices.start(dir.resolve("services"), EnumSet.allOf(ServiceKind.class));
    return new Ground(services, Optional.empty(), Optional.empty(), names);
  }

  /** With a broker in a process of its own. */
  static Ground ofProcesses(Path dir, Optional<Network> network) throws IOException {
    EmbeddedServices services =
        EmbeddedServices.start(
            dir.resolve("services"), EnumSet.of(ServiceKind.POSTGRES, ServiceKind.REDIS));
    BrokerProcess broker =
        new BrokerProcess(
            dir.resolve("broker").resolve("data"),
            network.isPresent() ? Network.KAFKA : Machine.HERE.address());
    broker.start();
    Ground ground = new Ground(services, Optional.of(broker), network, Optional.empty());
    broker.awaitReady();
    ground.lead();
    return ground;
  }

  private void lead() {
    lines.ifPresent(
        some -> {
          some.lead(Network.KAFKA, broker.orElseThrow().port());
          some.lead(Network.POSTGRES, services.database().port());
          some.lead(Network.REDIS, portOf(services.cache().address()));
        });
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  Machine machine() throws IOException, InterruptedException {
    return network.isPresent()
        ? network.get().machine()
        : names.map(NameServer::machine).orElse(Machine.HERE);
  }

  /** Where this process is for the others. */
  String gateway() {
    return network.isPresent() ? Network.GATEWAY : Machine.HERE.address();
  }

  Optional<Network> network() {
    return network;
  }

  Optional<NameServer> names() {
    return names;
  }

  Lines lines() {
    return lines.orElseThrow();
  }

  BrokerProcess broker() {
    return broker.orElseThrow();
  }

  EmbeddedServices services() {
    return services;
  }

  /** Where everybody finds the broker, this process too. */
  String kafka() {
    return broker
        .map(
            own ->
                (network.isPresent() ? Network.KAFKA : Machine.HERE.address()) + ":" + own.port())
        .orElseGet(() -> services.broker().bootstrapServers());
  }

  String postgres() {
    return seen(services.database().url(), Network.POSTGRES);
  }

  String redis() {
    return seen(services.cache().url(), Network.REDIS);
  }

  private String seen(String url, String service) {
    return network.isPresent() ? url.replace(Machine.HERE.address(), service) : url;
  }

  @Override
  public void close() {
    broker.ifPresent(BrokerProcess::close);
    services.close();
    lines.ifPresent(Lines::close);
    network.ifPresent(Network::close);
    names.ifPresent(NameServer::close);
  }
}
