package io.daegi.engine.shard.kafka;

import io.daegi.engine.board.Board;
import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.engine.shard.Shard;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Shares the partitions of one log out among engine processes: this one's membership, and its eye
 * on the others. Nothing here gives a right to write.
 */
public final class Ownership implements AutoCloseable {

  private final EngineGroup group;
  private final SilentOwners others;

  private Ownership(EngineGroup group, SilentOwners others) {
    this.group = group;
    this.others = others;
  }

  /**
   * Joins when the board has caught up with the log.
   *
   * @param instance the name of this process, kept over restarts; the same as in {@code Led}
   * @param shards one for each partition, in order, already started
   * @param reachable whether anybody can ask this process just now; who is out of reach leaves its
   *     partitions to others, if there are any
   * @param failed told when another process goes by the same name: this one must end
   */
  public static Ownership start(
      KafkaLogConfig config,
      String instance,
      List<Shard> shards,
      Board board,
      BooleanSupplier reachable,
      Consumer<Throwable> failed) {
    var outOfReach = new OutOfReach(instance, reachable);
    var ownership =
        new Ownership(
            new EngineGroup(
                config, instance, shards, board::isCaughtUp, () -> !outOfReach.isOut(), failed),
            new SilentOwners(config, instance, board, outOfReach));
    ownership.group.start();
    ownership.others.start();
    return ownership;
  }

  /** Whether the group has once said which partitions are this process's. */
  public boolean hasJoined() {
    return group.hasJoined();
  }

  /** Gives every partition back in order; the shards then follow. */
  @Override
  public void close() {
    others.close();
    group.close();
  }
}
