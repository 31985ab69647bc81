package io.daegi.engine.shard;

/** Where a shard stands in its life. */
public enum ShardPhase {
  /** Not the owner; waits until the log falls silent. */
  FOLLOWING,
  /** Takes the right to write. */
  FENCING,
  /** Rebuilds the machine from the log. */
  REPLAYING,
  LEADING,
  /** Answers what was taken, takes nothing new. */
  DRAINING,
  /** Ended by a bug or by a log that cannot be read; the process must end. */
  FAILED
}
