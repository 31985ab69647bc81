package io.daegi.launcher.roles;

import io.daegi.engine.board.Board;
import io.daegi.engine.codec.FormatException;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.FormatGuard;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.LogFollower;
import io.daegi.engine.journal.kafka.SnapshotKeeper;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.shard.ShardListener;
import io.daegi.engine.shard.kafka.KafkaOutcomeSource;
import io.daegi.engine.shard.kafka.Ownership;
import io.daegi.engine.verticle.EngineVerticle;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.metrics.EngineMetrics;
import io.daegi.launcher.metrics.SnapshotMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The log of this process: a follower that keeps the board, and a shard for each partition, which
 * leads if the engines' group says so.
 *
 * <pre>
 *  commands ──▶ shard 0..n ──▶ Kafka ──┬──▶ follower ──▶ board ──▶ whoever reads
 *                  ▲  ▲                └──▶ keepers of snapshots ─┐
 *                  │  └── a machine that is as far as the log ────┘
 *                  └───── assigned, withdrawn ◀── ownership ◀── the engines' group
 * </pre>
 *
 * <p>An embedded log has this one process, which leads everything at once and asks no group.
 */
public final class EngineRole implements AutoCloseable {
  private static final Duration LEADS_WITHIN = Duration.ofSeconds(60);

  /** A start reads about this much of the log at most, or two snapshots' worth: a second's work. */
  private static final long SNAPSHOT_EVERY_BYTES = 64L << 20;

  private static final long LOOK_EVERY_NS = 10_000_000;

  private final Vertx vertx;
  private final KafkaLogConfig log;
  private final Board board;
  private final LogFollower follower;
  private final List<SnapshotKeeper> snapshots;
  private final List<Leadership> partitions = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private Ownership ownership;

  private volatile FormatException refusedAtStart;

  private EngineRole(
      Vertx vertx,
      KafkaLogConfig log,
      int partitions,
      Optional<FormatVersion> format,
      Consumer<Throwable> fatal) {
    this.vertx = vertx;
    this.log = log;
    this.board = new Board(partitions);
    this.follower =
        new LogFollower(
            log,
            partitions,
            partition ->
                new FormatGuard(new BoardSink(board.writer(partition)), format, board::isCaughtUp),
            board::caughtUp,
            cause -> unreadable(cause, fatal));
    this.snapshots =
        IntStream.range(0, partitions)
            .mapToObj(
                partition ->
                    new SnapshotKeeper(log, partition, SNAPSHOT_EVERY_BYTES, fatal::accept))
            .toList();
  }

  /** Before the start is over it is the start that fails, in one line; afterwards the process. */
  private void unreadable(FormatException cause, Consumer<Throwable> fatal) {
    if (board.isCaughtUp()) {
      fatal.accept(cause);
    } else {
      refusedAtStart = cause;
    }
  }

  /**
   * Starts to read and to lead.
   *
   * @param node by which name the log knows this process
   * @param fatal ends the process
   */
  public static EngineRole start(
      Vertx vertx,
      LauncherConfig config,
      KafkaLogConfig log,
      String node,
      MeterRegistry meters,
      Consumer<Throwable> fatal) {
    int partitions = config.backends().partitions();
    Optional<FormatVersion> format = config.backends().journalFormat();
    EngineRole engine = new EngineRole(vertx, log, partitions, format, fatal);
    engine.follower.start();
    engine.snapshots.forEach(SnapshotKeeper::start);
    SnapshotMetrics.register(meters, engine.snapshots);
    for (int partition = 0; partition < partitions; partition++) {
      engine.follow(
          ShardConfig.of(partition, node, config.tickMs()).raising(format), meters, fatal);
    }
    if (config.backends().kafka().isPresent()) {
      engine.share(node, fatal);
    } else {
      engine.partitions.forEach(partition -> partition.shard().assign());
    }
    return engine;
  }

  private void share(String node, Consumer<Throwable> fatal) {
    List<Shard> shards = partitions.stream().map(Leadership::shard).toList();
    ownership = Ownership.start(log, node, shards, board, fatal);
  }

  private void follow(ShardConfig config, MeterRegistry meters, Consumer<Throwable> fatal) {
    Leadership leadership = new Leadership(new EngineMetrics(meters, config.partition(), fatal));
    partitions.add(leadership);
    EngineVerticle verticle =
        new EngineVerticle((ingress, listener) -> shard(config, ingress, listener), leadership);
    deployments.add(vertx.deployVerticle(verticle).await());
  }

  private Shard shard(ShardConfig config, Executor ingress, ShardListener listener) {
    int partition = config.partition();
    return new Shard(
        config,
        new KafkaJournal(log, partition, snapshots.get(partition)),
        new KafkaOutcomeSource(log, partition),
        ingress,
        listener,
        new Shard.ShardClocks(
            System::nanoTime, System::currentTimeMillis, () -> board.silenceMs(partition)));
  }

  /** Returns when the board has read the log and every partition is led, by whomever. */
  public void awaitLeading() throws StartFailure {
    long deadlineNs = System.nanoTime() + LEADS_WITHIN.toNanos();
    while (!isReady()) {
      if (refusedAtStart != null) {
        throw StartFailure.unusable(refusedAtStart.getMessage());
      }
      if (System.nanoTime() > deadlineNs) {
        throw StartFailure.unusable(
            "the log at %s has not been taken over within %d s: see the lines above"
                .formatted(log.bootstrapServers(), LEADS_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  private boolean isReady() {
    return board.isCaughtUp()
        && (ownership == null || ownership.hasJoined())
        && partitions.stream().allMatch(one -> one.isSettled(board));
  }

  /** Whether this process leads the partition just now. */
  public boolean leads(int partition) {
    return partitions.get(partition).leads();
  }

  public Board board() {
    return board;
  }

  /** Answers what was taken, gives the partitions back, and stops reading. */
  @Override
  public void close() {
    if (ownership != null) {
      ownership.close();
    }
    Future.join(deployments.stream().map(vertx::undeploy).toList()).await();
    snapshots.forEach(SnapshotKeeper::close);
    follower.close();
  }
}
