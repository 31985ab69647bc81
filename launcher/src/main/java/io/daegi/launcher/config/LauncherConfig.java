package io.daegi.launcher.config;

import io.daegi.booking.rules.BookingLimits;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.http.address.Network;
import io.daegi.http.edge.TlsFiles;
import io.daegi.http.theme.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything an operator said, checked as a whole. What is not there is to be embedded, made or
 * derived.
 *
 * @param publicUrl where visitors reach us, if it is not this machine's own address
 * @param originsAllowed pages that may act by cookie besides the public address
 * @param returnOrigins pages to which the waiting room may lead on besides those below the public
 *     address
 * @param tls the public server's certificate; clear text if absent
 * @param theme of the pages
 * @param roles what this process does, one at least
 * @param dataDir absolute
 * @param nodeName made in the data directory if absent
 * @param pollsPerSecond of all visitors of a queue
 * @param payment the gateway outside that takes the money; the balance does if absent
 * @param topUps who collects what balances are charged with
 * @param bookingLimits what visitors may hold and charge
 * @param tickMs how often a queue calls people
 * @param cluster how this process finds others; alone if absent
 * @param drainMs how long it serves on, not ready any more, when it is stopped
 * @param demo whether to make the demo sale
 * @param tracing whether OpenTelemetry is told what happens
 */
public record LauncherConfig(
    Profile profile,
    Set<Role> roles,
    Endpoint http,
    Endpoint management,
    Optional<URI> publicUrl,
    List<URI> originsAllowed,
    List<URI> returnOrigins,
    Optional<TlsFiles> tls,
    Theme theme,
    Path dataDir,
    Optional<String> nodeName,
    boolean demo,
    Credentials credentials,
    Joins joins,
    int pollsPerSecond,
    Backends backends,
    Optional<ClusterConfig> cluster,
    Optional<OutsideGateway> payment,
    TopUps topUps,
    BookingLimits bookingLimits,
    int tickMs,
    int eventLoops,
    int drainMs,
    LogFormat logFormat,
    LogLevel logLevel,
    boolean tracing) {

  /**
   * Who is let in, and what signs.
   *
   * @param adminKey made in the data directory if absent
   * @param originKey no shop is let in without
   * @param keysFile made in the data directory if absent
   */
  public record Credentials(
      Optional<Secret> adminKey, Optional<Secret> originKey, Optional<Path> keysFile) {}

  /**
   * A gateway outside.
   *
   * @param secret shared with it
   */
  public record OutsideGateway(URI url, Secret secret) {}

  /**
   * What visitors charge their balance with.
   *
   * @param gateway there if the source is HTTP
   */
  public record TopUps(TopUpSource source, Optional<OutsideGateway> gateway) {}

  /**
   * How many new places one address may take.
   *
   * @param burst at once; 0: no limit
   * @param trustedProxies whose word counts about where a request comes from
   * @param unlimitedNetworks that take as many as they like
   */
  public record Joins(
      int burst, int perSecond, Set<Network> trustedProxies, Set<Network> unlimitedNetworks) {}

  /**
   * The services that are named; each one absent is to be embedded, or not needed.
   *
   * @param kafka {@code bootstrap.servers}
   * @param kafkaClient what every client of Kafka is given
   * @param partitions of the log, if it is made now
   * @param replicationFactor of topics that are made now
   * @param journalFormat to which the log is raised; as it is written if absent
   * @param fsync whether embedded services force what they acknowledge
   */
  public record Backends(
      Optional<PostgresAddress> postgres,
      Optional<String> kafka,
      KafkaClientConfig kafkaClient,
      Optional<RedisAddress> redis,
      String topicPrefix,
      int partitions,
      int replicationFactor,
      Optional<FormatVersion> journalFormat,
      boolean fsync) {}

  public boolean has(Role role) {
    return roles.contains(role);
  }

  /** Whether seats are drawn or joins are counted here, which Redis makes quicker. */
  public boolean usesRedis() {
    return has(Role.EDGE) || has(Role.BOOKING);
  }

  /**
   * Reads and checks the whole configuration.
   *
   * @param workingDir what relative paths are relative to
   * @throws ConfigFaults with everything that is wrong, at once
   */
  public static LauncherConfig read(Map<String, String> environment, Path workingDir)
      throws ConfigFaults {
    return ConfigReader.read(environment, workingDir.toAbsolutePath().normalize());
  }
}
