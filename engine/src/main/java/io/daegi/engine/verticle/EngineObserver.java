package io.daegi.engine.verticle;

import io.daegi.engine.shard.Incarnation;
import io.daegi.engine.shard.Shard;
import java.util.function.Supplier;

/** Whoever watches a shard: metrics, and the end of the process. */
public interface EngineObserver {

  /** A shard begins its life; the supplier gives its incarnation while it leads, else null. */
  void started(Shard shard, Supplier<Incarnation> leader);

  /** A batch is durable; on the journal stage's thread. */
  void appended(long durationNs, int commands, int bytes);

  /** A bug, or a log that cannot be read: the process must end. */
  void failed(Throwable cause);
}
