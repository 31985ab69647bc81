package io.daegi.bench.edge.server;

import io.daegi.embedded.FreePorts;
import io.daegi.engine.board.Board;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogFollower;
import io.daegi.http.HttpServices;
import io.daegi.http.HttpVerticle;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * An edge without an engine, which answers polls from its own board of a log that another process
 * writes. The engine cannot be asked from here: signs of life are refused at once.
 */
final class FollowerServer implements Served {

  private static final int PERMITS = 1_024;

  private final Vertx vertx;
  private final LogFollower follower;
  private final int port;

  private FollowerServer(Vertx vertx, LogFollower follower, int port) {
    this.vertx = vertx;
    this.follower = follower;
    this.port = port;
  }

  static FollowerServer start(Settings settings) throws Exception {
    int loops = settings.number("loops");
    int port = FreePorts.one();
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Loops.measured(loops, meters);
    var board = new Board(1);
    var caughtUp = new CountDownLatch(1);
    var follower =
        new LogFollower(
            new KafkaLogConfig(settings.text("kafka"), settings.text("topics"), Map.of()),
            1,
            partition -> new BoardSink(board.writer(partition)),
            partition -> {
              board.caughtUp(partition);
              caughtUp.countDown();
            },
            FollowerServer::stop);
    follower.start();
    caughtUp.await();
    HttpServices services = EdgeServer.services(settings, port, vertx, board, PERMITS, meters);
    vertx
        .deployVerticle(
            () -> new HttpVerticle(services), new DeploymentOptions().setInstances(loops))
        .await();
    return new FollowerServer(vertx, follower, port);
  }

  /** A figure of a board that has stopped would be none. */
  @SuppressWarnings("SystemExitOutsideMain")
  private static void stop(FormatException cause) {
    System.err.println("the log cannot be followed: " + cause);
    System.exit(1);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    vertx.close().await();
    follower.close();
  }
}
