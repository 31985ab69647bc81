package io.daegi.engine.shard;

import io.daegi.engine.pipeline.ReplyTo;

/** Whoever brings commands to a shard. Called on the shard's own thread. */
public interface ShardListener {

  /**
   * The shard leads: commands may enter by {@link Incarnation#tryClaim()} on the ingress thread.
   */
  void leading(Incarnation incarnation);

  /** The incarnation takes nothing more. */
  void stopped(Incarnation incarnation);

  /** A bug, or a log that cannot be read: the process must end. */
  void failed(Throwable cause);

  /** A batch is durable; called on the journal stage's thread. */
  void appended(long batchNumber, long durationNs, int commands, int bytes);

  /** Who is told what came of an outcome that enters now; called on the ingress thread. */
  default ReplyTo entering(BookingOutcome outcome) {
    return answered -> {};
  }
}
