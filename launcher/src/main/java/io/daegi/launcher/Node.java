package io.daegi.launcher;

import io.daegi.booking.bus.BusBookingClient;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.model.Limits;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.management.ManagementServices;
import io.daegi.launcher.cluster.ClusterBus;
import io.daegi.launcher.cluster.Reach;
import io.daegi.launcher.config.Endpoint;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.Role;
import io.daegi.launcher.roles.BookingRole;
import io.daegi.launcher.roles.DemoSale;
import io.daegi.launcher.roles.EdgeRole;
import io.daegi.launcher.roles.EngineLink;
import io.daegi.launcher.roles.EngineRole;
import io.daegi.launcher.roles.LogView;
import io.daegi.launcher.roles.Management;
import io.daegi.launcher.roles.QueueStatusPublisher;
import io.daegi.launcher.roles.Readiness;
import io.daegi.launcher.services.Deployment;
import io.daegi.launcher.services.RedisPulse;
import io.daegi.launcher.services.Services;
import io.daegi.launcher.services.ServicesStart;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Everything that one process runs, put together; what its roles do not need is not there.
 *
 * <pre>
 *  services ──▶ event loops ──▶ log and board ──▶ management ──▶ engine ──▶ booking ──▶ edge
 * </pre>
 *
 * <p>It ends in the opposite order, so that health can be asked to the end.
 */
final class Node {
  private final LauncherConfig config;
  private final CloseChain chain;
  private final Progress progress;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Fatal fatal = new Fatal();
  private final Readiness readiness = new Readiness();
  private Services services;
  private KafkaLogConfig log;
  private Vertx vertx;
  private Reach reach;
  private LogView view;
  private volatile BookingRole booking;

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
    Optional<ClusterBus> cluster = StartChecks.pass(config);
    fatal.watchThreads();
    services = ServicesStart.start(config, chain, progress);
    log =
        new KafkaLogConfig(
            services.kafka(),
            config.backends().topicPrefix(),
            config.backends().kafkaClient().properties());
    makeTopics();
    if (services.postgres().isPresent()) {
      Deployment.check(services.postgres().get(), log);
    }
    Optional<Tracing> tracing =
        config.tracing() ? Optional.of(chain.open("traces", Tracing::start)) : Optional.empty();
    OpenVertx open =
        chain.open(
            "the event loops", () -> OpenVertx.of(config.eventLoops(), cluster, tracing, meters));
    vertx = open.vertx();
    reach = open.reach();
    view = chain.open("the log", this::readLog);
    Endpoint management = HttpSettings.chosen(config.management());
    manage(management);
    lead();
    Welcome welcome = new Welcome(config, management);
    if (config.has(Role.EDGE)) {
      serve(welcome);
    }
    chain.open("readiness", () -> Drain.whenClosed(readiness, config.drainMs()));
    welcome.tell(progress, System.nanoTime() - fromNs);
  }

  private void makeTopics() throws StartFailure {
    try {
      LogTopics.ensure(log, config.backends().partitions(), config.backends().replicationFactor());
    } catch (IllegalStateException e) {
      throw StartFailure.unusable(
          e.getMessage() + " (DAEGI_PARTITIONS, DAEGI_REPLICATION_FACTOR)", e);
    }
  }

  private LogView readLog() {
    return LogView.start(
        log, config.backends().partitions(), config.backends().journalFormat(), fatal);
  }

  private void manage(Endpoint at) throws Exception {
    Map<String, BooleanSupplier> dependencies = new LinkedHashMap<>();
    dependencies.put("kafka", view::isHeard);
    if (services.postgres().isPresent()) {
      dependencies.put("postgres", () -> booking != null && booking.isDatabaseUp());
    }
    if (services.redis().isPresent()) {
      RedisPulse redis =
          chain.open(
              "the look at Redis",
              () -> new RedisPulse(vertx, services.redis().get(), services.isRedisUp()));
      dependencies.put("redis", redis::isUp);
    }
    ManagementServices management =
        new ManagementServices(at.host(), at.port(), meters, readiness, dependencies);
    chain.open("management", () -> Management.start(vertx, management, view));
  }

  /** Engine and booking, where they are wanted; the board is read when it returns. */
  private void lead() throws Exception {
    Optional<EngineRole> engine = Optional.empty();
    if (config.has(Role.ENGINE)) {
      engine = Optional.of(chain.open("the engine", this::startEngine));
    }
    EngineLink link = EngineLink.deploy(vertx, view.board(), permits());
    if (config.has(Role.BOOKING)) {
      booking = chain.open("booking", () -> startBooking(link));
    }
    if (engine.isEmpty()) {
      view.awaitCaughtUp();
      return;
    }
    EngineRole leading = engine.get();
    leading.awaitLeading();
    if (config.demo()) {
      DemoSale.open(link, new BusBookingClient(vertx));
    }
    chain.open(
        "the queues' status", () -> new QueueStatusPublisher(vertx, view.board(), leading, log));
  }

  private EngineRole startEngine() throws StartFailure {
    String node =
        config.nodeName().isPresent() ? config.nodeName().get() : NodeName.in(config.dataDir());
    return EngineRole.start(vertx, config, log, view, node, reach, meters, fatal);
  }

  private BookingRole startBooking(EngineLink engine) throws StartFailure {
    return BookingRole.start(
        vertx,
        config,
        services.postgres().orElseThrow(),
        services.redis().orElseThrow(),
        log,
        meters,
        engine);
  }

  private void serve(Welcome welcome) throws Exception {
    AdminKey adminKey = AdminKey.of(config);
    HttpConfig http = HttpSettings.of(config, adminKey);
    chain.open(
        "the public server",
        () ->
            EdgeRole.start(
                vertx,
                config,
                http,
                services.redis().orElseThrow(),
                view.board(),
                permits(),
                meters));
    welcome.serves(http, adminKey);
  }

  /** All clients' unanswered commands together fit the ring beside its reserve. */
  private int permits() {
    return (Limits.RING_SIZE - Limits.RING_RESERVE) / (config.eventLoops() + 1);
  }
}
