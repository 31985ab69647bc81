package io.daegi.launcher.roles;

import io.daegi.http.management.ManagementServices;
import io.daegi.http.management.ManagementVerticle;
import io.daegi.launcher.metrics.QueueMetrics;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Health and figures of this process, on a port of their own. */
public final class Management implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 1_000;

  private final Vertx vertx;
  private final String deployment;
  private final long timer;

  private Management(Vertx vertx, String deployment, long timer) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.timer = timer;
  }

  public static Management start(Vertx vertx, ManagementServices services, LogView view) {
    String deployment = vertx.deployVerticle(new ManagementVerticle(services)).await();
    QueueMetrics queues = new QueueMetrics(services.meters(), view.board());
    long timer =
        vertx.setPeriodic(
            0, LOOK_EVERY_MS, id -> queues.look(TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
    return new Management(vertx, deployment, timer);
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
    vertx.undeploy(deployment).await();
  }
}
