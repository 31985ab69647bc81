package io.daegi.launcher.roles;

import io.daegi.engine.board.Board;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.journal.kafka.KafkaJournal;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.journal.kafka.SnapshotKeeper;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.shard.ShardListener;
import io.daegi.engine.shard.kafka.KafkaOutcomeSource;
import io.daegi.engine.shard.kafka.Ownership;
import io.daegi.engine.verticle.EngineVerticle;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.cluster.Reach;
import io.daegi.launcher.config.LauncherConfig;
import io.daegi.launcher.metrics.EngineMetrics;
import io.daegi.launcher.metrics.SnapshotMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The engine of this process: a shard for each partition, which leads if the engines' group says
 * so.
 *
 * <pre>
 *  commands ──▶ shard 0..n ──▶ Kafka ──┬──▶ log view ──▶ board ──▶ whoever reads
 *                  ▲  ▲                └──▶ keepers of snapshots ─┐
 *                  │  └── a machine that is as far as the log ────┘
 *                  └───── assigned, withdrawn ◀── ownership ◀── the engines' group
 * </pre>
 *
 * <p>An embedded log has this one process, which leads everything at once and asks no group.
 */
public final class EngineRole implements AutoCloseable {
  /** A start reads about this much of the log at most, or two snapshots' worth: a second's work. */
  private static final long SNAPSHOT_EVERY_BYTES = 64L << 20;

  private final Vertx vertx;
  private final KafkaLogConfig log;
  private final LogView view;
  private final List<SnapshotKeeper> snapshots;
  private final List<Leadership> partitions = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private Ownership ownership;

  private EngineRole(Vertx vertx, KafkaLogConfig log, LogView view, Consumer<Throwable> fatal) {
    this.vertx = vertx;
    this.log = log;
    this.view = view;
    this.snapshots =
        IntStream.range(0, view.board().partitions())
            .mapToObj(
                partition ->
                    new SnapshotKeeper(log, partition, SNAPSHOT_EVERY_BYTES, fatal::accept))
            .toList();
  }

  /**
   * Starts to lead.
   *
   * @param node by which name the log knows this process
   * @param reach its place on the event bus
   * @param fatal ends the process
   */
  public static EngineRole start(
      Vertx vertx,
      LauncherConfig config,
      KafkaLogConfig log,
      LogView view,
      String node,
      Reach reach,
      MeterRegistry meters,
      Consumer<Throwable> fatal) {
    Optional<FormatVersion> format = config.backends().journalFormat();
    EngineRole engine = new EngineRole(vertx, log, view, fatal);
    engine.snapshots.forEach(SnapshotKeeper::start);
    SnapshotMetrics.register(meters, engine.snapshots);
    for (int partition = 0; partition < view.board().partitions(); partition++) {
      engine.follow(
          ShardConfig.of(partition, node, config.tickMs())
              .raising(format)
              .placing(reach.keptHere()),
          meters,
          fatal);
    }
    if (config.backends().kafka().isPresent()) {
      engine.share(node, reach.amongOthers(), fatal);
    } else {
      engine.partitions.forEach(partition -> partition.shard().assign());
    }
    return engine;
  }

  private void share(String node, BooleanSupplier reachable, Consumer<Throwable> fatal) {
    List<Shard> shards = partitions.stream().map(Leadership::shard).toList();
    ownership = Ownership.start(log, node, shards, view.board(), reachable, fatal);
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
    Board board = view.board();
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
    view.await(this::isSettled, "taken over");
  }

  private boolean isSettled() {
    return view.board().isCaughtUp()
        && (ownership == null || ownership.hasJoined())
        && partitions.stream().allMatch(one -> one.isSettled(view.board()));
  }

  /** Whether this process leads the partition just now. */
  public boolean leads(int partition) {
    return partitions.get(partition).leads();
  }

  /** Answers what was taken, and gives the partitions back. */
  @Override
  public void close() {
    if (ownership != null) {
      ownership.close();
    }
    Future.join(deployments.stream().map(vertx::undeploy).toList()).await();
    snapshots.forEach(SnapshotKeeper::close);
  }
}
