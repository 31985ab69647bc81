package io.daegi.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker inside this process, its own controller (KRaft), on the loopback interface.
 *
 * <p>Ports are not part of its data: a folder written under other ports works. A fault that Kafka
 * itself calls fatal, such as a data disk that is gone, ends the process, as it ends a broker of
 * its own.
 */
public final class EmbeddedBroker implements EmbeddedService {
  private static final int BIND_ATTEMPTS = 5;

  private final Path folder;
  private final boolean fsync;
  private final String advertisedHost;
  private final int advertisedPort;
  private int port;
  private KafkaRaftServer server;

  /**
   * @param folder its data; made and formatted at the first start
   * @param fsync whether every append is forced to the disk before it is acknowledged
   */
  public EmbeddedBroker(Path folder, boolean fsync) {
    this(folder, fsync, 0, FreePorts.LOOPBACK, 0);
  }

  private EmbeddedBroker(
      Path folder, boolean fsync, int port, String advertisedHost, int advertisedPort) {
    this.folder = folder.toAbsolutePath().normalize();
    this.fsync = fsync;
    this.port = port;
    this.advertisedHost = advertisedHost;
    this.advertisedPort = advertisedPort;
  }

  /** The same on this port: where clients look for a broker that ran before. */
  public EmbeddedBroker at(int fixedPort) {
    return new EmbeddedBroker(folder, fsync, fixedPort, advertisedHost, advertisedPort);
  }

  /** The same, and clients are told to come by way of another port of this machine. */
  public EmbeddedBroker behind(int otherPort) {
    return behind(FreePorts.LOOPBACK, otherPort);
  }

  /** The same, by way of a port of another address, from where somebody leads them here. */
  public EmbeddedBroker behind(String otherHost, int otherPort) {
    return new EmbeddedBroker(folder, fsync, port, otherHost, otherPort);
  }

  @Override
  public ServiceKind kind() {
    return ServiceKind.KAFKA;
  }

  @Override
  public synchronized String address() {
    return FreePorts.LOOPBACK + ":" + port;
  }

  /** What a client is told as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return address();
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    format();
    boolean portIsOpen = port == 0;
    for (int attempt = 1; server == null; attempt++) {
      int candidate = portIsOpen ? FreePorts.one() : port;
      try {
        server = boot(candidate);
        port = candidate;
      } catch (RuntimeException e) {
        if (attempt == BIND_ATTEMPTS || !isTaken(e)) {
          throw new ServiceFailure(
              kind(), "the broker on " + folder + " did not start: " + e.getMessage(), e);
        }
      }
    }
  }

  @Override
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    KafkaRaftServer stopping = server;
    server = null;
    stopping.shutdown();
    stopping.awaitShutdown();
  }

  private KafkaRaftServer boot(int candidate) {
    int clientsCome = advertisedPort == 0 ? candidate : advertisedPort;
    Properties properties =
        BrokerProperties.of(
            folder,
            candidate,
            advertisedHost + ":" + clientsCome,
            FreePorts.otherThan(candidate),
            fsync);
    KafkaRaftServer booting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    try {
      booting.startup();
      return booting;
    } catch (RuntimeException e) {
      booting.shutdown();
      booting.awaitShutdown();
      throw e;
    }
  }

  /**
   * Writes the cluster's identity and the newest feature levels, once; Kafka writes the file looked
   * for here last.
   */
  private void format() {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      Files.createDirectories(folder);
      new Formatter()
          .setPrintStream(silence)
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setUnstableFeatureVersionsEnabled(false)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new ServiceFailure(
          kind(), "the folder " + folder + " cannot be formatted: " + e.getMessage(), e);
    }
  }

  private static boolean isTaken(Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
