package io.daegi.engine.core;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueClocks;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.table.LiveSessions;
import io.daegi.engine.table.PassSlots;
import io.daegi.engine.table.TokenTable;
import io.daegi.engine.table.VisitorIndex;

/** One queue's state. Fields are written by {@link Evolution} alone, but for the leader's own. */
final class QueueLine {

  final int index;
  final String queueId;
  final int generation;
  final int partition;
  final QueueClocks clocks = new QueueClocks();
  final TokenTable tokens = new TokenTable();
  final VisitorIndex visitors = new VisitorIndex(tokens);
  final LiveSessions live = new LiveSessions();
  final PassSlots passes = new PassSlots();
  final LeaderMemory leader = new LeaderMemory();

  QueueSettings settings;
  int settingsVersion = 1;
  QueueState state;
  HoldReason held = HoldReason.NONE;
  boolean hasShop;
  String message = "";
  long servingNumber;
  long waiting;

  /** The latest deadline granted to a called token: deadlines never go backwards. */
  long lastReadyDeadlineMs;

  QueueLine(int index, String queueId, int generation, int partition, QueueSettings settings) {
    this.index = index;
    this.queueId = queueId;
    this.generation = generation;
    this.partition = partition;
    this.settings = settings;
    this.state = settings.opensAtMs() > 0 ? QueueState.SCHEDULED : QueueState.OPEN;
  }

  long lastNumber() {
    return tokens.lastNumber();
  }

  boolean has(long number) {
    return number >= 1 && number <= tokens.lastNumber();
  }

  boolean callsPeople() {
    return state.callsPeople() && held == HoldReason.NONE;
  }

  int freeSlots() {
    return Math.max(0, settings.capacity() - live.count() - passes.count());
  }

  /**
   * Milliseconds until a READY or ACTIVE token runs out, never below 0; -1 for any other.
   *
   * @param untoldMs time that has passed and that the clocks do not show yet
   */
  long remainingMs(long number, TokenState tokenState, long untoldMs) {
    return switch (tokenState) {
      case READY -> {
        long nowMs = clocks.readyMs() + (QueueClocks.readyRuns(state, held) ? untoldMs : 0);
        yield Math.max(0, live.deadlineMsOf(number) - nowMs);
      }
      case ACTIVE -> {
        long nowMs = clocks.activeMs() + (QueueClocks.activeRuns(state, held) ? untoldMs : 0);
        yield Math.max(0, live.deadlineMsOf(number) - nowMs);
      }
      case WAITING, COMPLETED, LEFT, ABANDONED, EXPIRED, TURNED_AWAY -> -1;
    };
  }

  /**
   * The first number after this one that waits and was last seen before a reading of the waiting
   * clock; {@code end + 1} when there is none up to the end. Nobody counts as last seen before
   * everybody did.
   */
  long nextSilent(long after, long end, long beforeMs) {
    return leader.everybodySeenMs >= beforeMs ? end + 1 : tokens.nextSilent(after, end, beforeMs);
  }

  /** What only a leader knows and no log keeps: forgotten at every change of incarnation. */
  static final class LeaderMemory {
    final RateBucket rate = new RateBucket();
    long everybodySeenMs;
    long scanned;
    long shopAliveForMs;
    long shopSteadyMs;

    void startAfresh(long waitingMs) {
      rate.empty();
      everybodySeenMs = waitingMs;
      scanned = 0;
    }
  }
}
