package io.daegi.launcher.roles;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.Shard;
import io.daegi.engine.verticle.EngineObserver;
import java.util.function.Supplier;

/** Whether this process leads a partition, and whether its own board knows so. */
final class Leadership implements EngineObserver {
  private final EngineObserver metrics;
  private volatile Supplier<Incarnation> leader = () -> null;

  Leadership(EngineObserver metrics) {
    this.metrics = metrics;
  }

  /** Whether commands find their way from here. */
  boolean isShownBy(BoardView board) {
    Incarnation incarnation = leader.get();
    return incarnation != null
        && incarnation.address().equals(board.ownerAddress(incarnation.partition()));
  }

  boolean leads() {
    return leader.get() != null;
  }

  @Override
  public void started(Shard shard, Supplier<Incarnation> itsLeader) {
    leader = itsLeader;
    metrics.started(shard, itsLeader);
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
