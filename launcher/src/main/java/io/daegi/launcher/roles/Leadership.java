package io.daegi.launcher.roles;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.shard.ShardConfig;
import io.daegi.engine.verticle.EngineObserver;
import java.util.function.Supplier;

/** Whether this process leads a partition, and whether its own board knows so. */
final class Leadership implements EngineObserver {
  private static final long LED_WITHIN_MS = ShardConfig.SILENT_LOG_MS;

  private final EngineObserver metrics;
  private volatile Shard shard;
  private volatile Supplier<Incarnation> leader = () -> null;

  Leadership(EngineObserver metrics) {
    this.metrics = metrics;
  }

  /** There once the shard has been made. */
  Shard shard() {
    return shard;
  }

  /** Whether the partition is led: here, and then commands find their way, or by another. */
  boolean isSettled(BoardView board) {
    return shard.isAssigned() ? isShownBy(board) : board.ageMs(shard.partition()) < LED_WITHIN_MS;
  }

  private boolean isShownBy(BoardView board) {
    Incarnation incarnation = leader.get();
    return incarnation != null
        && incarnation.address().equals(board.ownerAddress(incarnation.partition()));
  }

  boolean leads() {
    return leader.get() != null;
  }

  @Override
  public void started(Shard itsShard, Supplier<Incarnation> itsLeader) {
    shard = itsShard;
    leader = itsLeader;
    metrics.started(itsShard, itsLeader);
  }

  @Override
  public void appended(long durationNs, int commands, int bytes) {
    metrics.appended(durationNs, commands, bytes);
  }

  @Override
  public void failed(Throwable cause) {
    metrics.failed(cause);
  }
}
