package io.daegi.launcher.roles;

import io.daegi.http.edge.HttpConfig;
import io.daegi.http.management.ManagementServices;
import io.daegi.http.management.ManagementVerticle;
import io.daegi.launcher.metrics.QueueMetrics;
import io.daegi.launcher.services.RedisPulse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Health and figures of this process, on a port of their own. */
public final class Management implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 1_000;

  /** A log without a word for three heartbeats is away. */
  private static final long LOG_SILENT_MS = 3_000;

  private final Vertx vertx;
  private final String deployment;
  private final long timer;

  private Management(Vertx vertx, String deployment, long timer) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.timer = timer;
  }

  public static Management start(
      Vertx vertx,
      HttpConfig http,
      PrometheusMeterRegistry meters,
      EngineRole engine,
      BookingRole booking,
      RedisPulse redis) {
    Map<String, BooleanSupplier> dependencies = new LinkedHashMap<>();
    dependencies.put("kafka", () -> isLogHeard(engine));
    dependencies.put("postgres", booking::isDatabaseUp);
    dependencies.put("redis", redis::isUp);
    ManagementServices services =
        new ManagementServices(http, meters, engine.board()::isCaughtUp, dependencies);
    String deployment = vertx.deployVerticle(new ManagementVerticle(services)).await();
    QueueMetrics queues = new QueueMetrics(meters, engine.board());
    long timer =
        vertx.setPeriodic(
            0, LOOK_EVERY_MS, id -> queues.look(TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
    return new Management(vertx, deployment, timer);
  }

  private static boolean isLogHeard(EngineRole engine) {
    for (int partition = 0; partition < engine.board().partitions(); partition++) {
      if (engine.board().ageMs(partition) > LOG_SILENT_MS) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    vertx.undeploy(deployment).await();
  }
}
