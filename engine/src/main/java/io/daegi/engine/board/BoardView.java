package io.daegi.engine.board;

import java.util.List;

/**
 * What an edge may read, from any thread and without a lock: a poll costs the same however long the
 * queue is. Views never tear: each is one state between two batches of the log.
 */
public interface BoardView {

  /** A look at a queue, or null when the log has not named it yet. */
  QueueView queue(String queueId);

  /** All queues, by name. */
  List<QueueView> queues();

  /**
   * A look at a token. A number above the board's last one waits: the log is ahead of the board.
   *
   * @return null when the queue is unknown
   */
  TokenView token(String queueId, long number);

  /** What a queue has seen, or null when the log has not named it yet. */
  QueueTotals totals(String queueId);

  /** The last batch of this partition that the board includes; -1 before the first. */
  long version(int partition);

  /** Milliseconds since the last word from the partition's log. */
  long ageMs(int partition);

  /** Whether the board has once caught up with the log as it was when this process started. */
  boolean isCaughtUp();

  /**
   * Runs the task once, when the board includes the batch: at once on the caller's thread when it
   * does already, otherwise on the follower's thread, which the task must not hold up. A task whose
   * batch has not come after ten seconds is forgotten, and so is a new one when 65,536 wait:
   * whoever brings it keeps a time-out of its own.
   */
  void whenReached(int partition, long version, Runnable task);

  /** Address of the incarnation that leads the partition, as the log says; null before any. */
  String ownerAddress(int partition);

  /** How many partitions the log has. */
  int partitions();
}
