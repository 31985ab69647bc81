package io.daegi.http.stream;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueState;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.StatusWriter;
import io.daegi.http.queue.WallTimes;

/**
 * What the streams of one life of a queue on one event loop share: one look at the queue for each
 * round, and the text that all of them are told.
 */
final class QueueStreams {

  /** What every visitor wants to know at once. */
  private record Notice(QueueState state, HoldReason held, String message) {}

  private final StreamHub hub;
  private final Edge edge;
  private final StatusReader statuses;
  private final String queueId;
  private final int generation;
  private final WallTimes times = new WallTimes();
  private StatusWriter.Shared shared;
  private Notice notice;
  private int noticeNumber;
  private int lookedTick = -1;
  private boolean stale;
  private int size;

  QueueStreams(StreamHub hub, Edge edge, StatusReader statuses, QueueView queue) {
    this.hub = hub;
    this.edge = edge;
    this.statuses = statuses;
    this.queueId = queue.queueId();
    this.generation = queue.generation();
  }

  /**
   * Looks at the queue once for a tick.
   *
   * @throws io.daegi.http.problem.ProblemException when this life of it is over
   */
  void look(int tick) {
    if (tick != lookedTick) {
      lookAgain();
      lookedTick = tick;
    }
  }

  /** Looks at the queue: the board may have come further than the last look. */
  void lookAgain() {
    var queue = statuses.queue(queueId);
    if (queue.generation() != generation) {
      throw Problem.of(ProblemCode.TOKEN_INVALID, "the token is of an earlier queue of this name")
          .toException();
    }
    var seen = new Notice(queue.state(), queue.held(), queue.message());
    if (!seen.equals(notice)) {
      notice = seen;
      noticeNumber++;
    }
    long ageMs = edge.board().ageMs(queue.partition());
    stale = ageMs > edge.config().boardStaleMs();
    shared = StatusWriter.Shared.of(queue, ageMs, edge.clock().millis(), times);
  }

  StatusWriter.Shared shared() {
    return shared;
  }

  QueueView queue() {
    return shared.queue();
  }

  /** Grows with every change that all are told at once. */
  int noticeNumber() {
    return noticeNumber;
  }

  /** Whether the board has heard nothing for too long. */
  boolean isStale() {
    return stale;
  }

  StreamHub hub() {
    return hub;
  }

  String queueId() {
    return queueId;
  }

  int generation() {
    return generation;
  }

  void add() {
    size++;
  }

  /** Returns whether none is left. */
  boolean removeOne() {
    size--;
    return size == 0;
  }
}
