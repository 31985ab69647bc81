package io.daegi.launcher;

import io.daegi.booking.bus.BusBookingClient;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.Limits;
import io.daegi.http.edge.HttpConfig;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.roles.BookingRole;
import io.daegi.launcher.roles.DemoSale;
import io.daegi.launcher.roles.EdgeRole;
import io.daegi.launcher.roles.EngineLink;
import io.daegi.launcher.roles.EngineRole;
import io.daegi.launcher.roles.Management;
import io.daegi.launcher.roles.QueueStatusPublisher;
import io.daegi.launcher.services.Deployment;
import io.daegi.launcher.services.RedisPulse;
import io.daegi.launcher.services.Services;
import io.daegi.launcher.services.ServicesStart;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Map;

/**
 * Everything that one process runs, put together.
 *
 * <pre>
 *  services ──▶ event loops ──▶ log, board and shards ──▶ booking ──▶ public server
 * </pre>
 */
final class Node {
  private final LauncherConfig config;
  private final CloseChain chain;
  private final Progress progress;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Fatal fatal = new Fatal();

  private Node(LauncherConfig config, CloseChain chain, Progress progress) {
    this.config = config;
    this.chain = chain;
    this.progress = progress;
  }

  /**
   * Starts everything, and returns when it can be used. What was opened is in the chain, also after
   * a failure.
   *
   * @throws StartFailure if something an operator can mend is in the way
   */
  static void start(LauncherConfig config, CloseChain chain, Progress progress) throws Exception {
    new Node(config, chain, progress).start();
  }

  private void start() throws Exception {
    long fromNs = System.nanoTime();
    PortCheck.requireFree(config.http(), "DAEGI_HTTP_PORT");
    PortCheck.requireFree(config.management(), "DAEGI_MANAGEMENT_PORT");
    requireCertificate();
    fatal.watchThreads();
    Services services = ServicesStart.start(config, chain, progress);
    AdminKey adminKey = AdminKey.of(config);
    HttpConfig http = HttpSettings.of(config, adminKey);
    Vertx vertx =
        chain.open("the event loops", () -> OpenVertx.of(config.eventLoops(), meters)).vertx();
    KafkaLogConfig log =
        new KafkaLogConfig(services.kafka(), config.backends().topicPrefix(), Map.of());
    makeTopics(log);
    Deployment.check(services.postgres(), log);
    EngineRole engine =
        chain.open(
            "the engine",
            () ->
                EngineRole.start(vertx, config, log, NodeName.in(config.dataDir()), meters, fatal));
    EngineLink link = EngineLink.deploy(vertx, engine.board(), permits());
    BookingRole booking =
        chain.open("booking", () -> BookingRole.start(vertx, config, services, meters, link));
    RedisPulse redis =
        chain.open("the look at Redis", () -> new RedisPulse(vertx, services.redis()));
    chain.open("management", () -> Management.start(vertx, http, meters, engine, booking, redis));
    engine.awaitLeading();
    if (config.demo()) {
      DemoSale.open(link, new BusBookingClient(vertx));
    }
    chain.open(
        "the queues' status",
        () -> new QueueStatusPublisher(vertx, engine, services.kafka(), log.queueStatusTopic()));
    chain.open(
        "the public server",
        () ->
            EdgeRole.start(
                vertx, config, http, services.redis(), engine.board(), permits(), meters));
    new Welcome(config, http, adminKey).tell(progress, System.nanoTime() - fromNs);
  }

  /** Before anything slow is started. */
  private void requireCertificate() throws StartFailure {
    if (config.tls().isEmpty()) {
      return;
    }
    try {
      config.tls().get().read();
    } catch (IOException e) {
      throw StartFailure.misconfigured(
          e.getMessage() + " (DAEGI_TLS_CERTIFICATE_FILE, DAEGI_TLS_KEY_FILE)");
    }
  }

  private void makeTopics(KafkaLogConfig log) throws StartFailure {
    try {
      LogTopics.ensure(log, config.backends().partitions(), config.backends().replicationFactor());
    } catch (IllegalStateException e) {
      throw StartFailure.unusable(
          e.getMessage() + " (DAEGI_PARTITIONS, DAEGI_REPLICATION_FACTOR)", e);
    }
  }

  /** All clients' unanswered commands together fit the ring beside its reserve. */
  private int permits() {
    return (Limits.RING_SIZE - Limits.RING_RESERVE) / (config.eventLoops() + 1);
  }
}
