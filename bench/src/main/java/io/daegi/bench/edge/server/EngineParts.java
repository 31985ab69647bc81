package io.daegi.bench.edge.server;

import io.daegi.engine.board.Board;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogFollower;
import io.daegi.engine.journal.kafka.LogTopics;
import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.OutcomeSource;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.verticle.EngineObserver;
import io.daegi.engine.verticle.EngineVerticle;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.function.Supplier;

/** The real engine of one partition with its board, on a log in Kafka or on none. */
final class EngineParts implements AutoCloseable {

  private static final long TICK_MS = 100;

  private final Vertx vertx;
  private final Board board = new Board(1);
  private final LogFollower follower;
  private final String deployment;

  /**
   * @param settings {@code kafka} and {@code topics}, or neither
   */
  EngineParts(Vertx vertx, Settings settings) {
    this.vertx = vertx;
    Journal journal;
    if (settings.has("kafka")) {
      var log = new KafkaLogConfig(settings.text("kafka"), settings.text("topics"), Map.of());
      LogTopics.ensure(log, 1, 1);
      follower =
          new LogFollower(
              log,
              1,
              partition -> new BoardSink(board.writer(partition)),
              board::caughtUp,
              EngineParts::stop);
      follower.start();
      journal = new KafkaJournal(log, 0);
    } else {
      follower = null;
      journal = new MemoryJournal(board.writer(0));
      board.caughtUp(0);
    }
    deployment = vertx.deployVerticle(verticle(journal)).await();
  }

  private EngineVerticle verticle(Journal journal) {
    return new EngineVerticle(
        (ingress, listener) ->
            new Shard(
                ShardConfig.of(0, "bench", TICK_MS),
                journal,
                OutcomeSource.none(),
                ingress,
                listener,
                new Shard.ShardClocks(
                    System::nanoTime, System::currentTimeMillis, () -> board.silenceMs(0))),
        new Observer());
  }

  Board board() {
    return board;
  }

  @Override
  public void close() {
    vertx.undeploy(deployment).await();
    if (follower != null) {
      follower.close();
    }
  }

  /** A figure of an engine that has ended would be none. */
  @SuppressWarnings("SystemExitOutsideMain")
  private static void stop(Throwable cause) {
    System.err.println("the engine ended: " + cause);
    System.exit(1);
  }

  private static final class Observer implements EngineObserver {

    @Override
    public void started(Shard shard, Supplier<Incarnation> leader) {
      shard.assign();
    }

    @Override
    public void appended(long durationNs, int commands, int bytes) {}

    @Override
    public void failed(Throwable cause) {
      stop(cause);
    }
  }
}
