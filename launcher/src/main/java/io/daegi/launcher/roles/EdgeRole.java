package io.daegi.launcher.roles;

import io.daegi.booking.bus.BusBookingClient;
import io.daegi.engine.board.BoardView;
import io.daegi.engine.verticle.BusEngineClient;
import io.daegi.http.HttpServices;
import io.daegi.http.HttpVerticle;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.limit.RedisSpace;
import io.daegi.http.token.KeyRing;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.config.RedisAddress;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;

/** The public server of this process: one verticle an event loop. */
public final class EdgeRole implements AutoCloseable {
  private static final long LOOK_FOR_NEW_KEYS_EVERY_MS = 5_000;

  private final Vertx vertx;
  private final String deployment;
  private final long keysTimer;

  private EdgeRole(Vertx vertx, String deployment, long keysTimer) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.keysTimer = keysTimer;
  }

  /**
   * @param permits most unanswered commands of one event loop
   */
  public static EdgeRole start(
      Vertx vertx,
      LauncherConfig config,
      HttpConfig http,
      RedisAddress redis,
      BoardView board,
      int permits,
      MeterRegistry meters)
      throws StartFailure {
    KeyRing keys = keys(config);
    HttpServices services =
        HttpServices.of(
                http,
                InstantSource.system(),
                board,
                () -> new BusEngineClient(vertx, board, permits),
                new BusBookingClient(vertx),
                keys,
                meters)
            .withRedis(RedisSpace.of(redis.connection().reveal(), config.backends().topicPrefix()));
    String deployment =
        vertx
            .deployVerticle(
                () -> new HttpVerticle(services),
                new DeploymentOptions().setInstances(config.eventLoops()))
            .await();
    long keysTimer =
        vertx.setPeriodic(LOOK_FOR_NEW_KEYS_EVERY_MS, id -> lookForNewKeys(vertx, keys));
    return new EdgeRole(vertx, deployment, keysTimer);
  }

  private static KeyRing keys(LauncherConfig config) throws StartFailure {
    try {
      return config.credentials().keysFile().isPresent()
          ? KeyRing.load(config.credentials().keysFile().get())
          : KeyRing.loadOrCreate(config.dataDir().resolve("keys.json"));
    } catch (IOException e) {
      throw StartFailure.misconfigured(e.getMessage() + " (DAEGI_KEYS_FILE)");
    }
  }

  private static void lookForNewKeys(Vertx vertx, KeyRing keys) {
    vertx.executeBlocking(
        () -> {
          keys.reloadIfChanged();
          return null;
        });
  }

  /** Tells streams when to come back, and lets running requests end. */
  @Override
  public void close() {
    vertx.cancelTimer(keysTimer);
    vertx.undeploy(deployment).await();
  }
}
