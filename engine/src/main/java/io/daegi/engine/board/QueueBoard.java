package io.daegi.engine.board;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueClocks;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * One queue as the board knows it: its settings, state, clocks and tokens.
 *
 * <p>One thread writes; others read under the board's sequence lock.
 */
final class QueueBoard {

  final String queueId;
  final PartitionBoard partition;
  private final int generation;
  private final QueueClocks clocks = new QueueClocks();

  private QueueTokens tokens = new QueueTokens();
  private CallRate callRate = new CallRate();
  private QueueSettings settings;
  private int settingsVersion = 1;
  private QueueState state;
  private String message;
  private HoldReason held = HoldReason.NONE;
  private long changedAtMs;
  private long overfull;

  QueueBoard(String queueId, PartitionBoard partition, int generation, QueueSettings settings) {
    this.queueId = queueId;
    this.partition = partition;
    this.generation = generation;
    this.settings = settings;
    this.state = settings.opensAtMs() == 0 ? QueueState.OPEN : QueueState.SCHEDULED;
  }

  void writeTo(StateSink out) {
    out.text(queueId);
    out.number(generation);
    out.settings(settings);
    out.number(settingsVersion);
    out.number(state.code());
    out.number(held.code());
    out.text(message == null ? "" : message);
    out.number(clocks.waitingMs());
    out.number(clocks.readyMs());
    out.number(clocks.activeMs());
    out.number(changedAtMs);
    out.number(overfull);
    callRate.writeTo(out);
    tokens.writeTo(out);
  }

  static QueueBoard readFrom(StateSource in, PartitionBoard partition) {
    String queueId = in.text();
    int generation = (int) in.number();
    var queue = new QueueBoard(queueId, partition, generation, in.settings());
    queue.settingsVersion = (int) in.number();
    queue.state = QueueState.ofCode((int) in.number());
    queue.held = HoldReason.ofCode((int) in.number());
    String message = in.text();
    queue.message = message.isEmpty() ? null : message;
    queue.clocks.set(in.number(), in.number(), in.number());
    queue.changedAtMs = in.number();
    queue.overfull = in.number();
    queue.callRate = CallRate.readFrom(in);
    queue.tokens = QueueTokens.readFrom(in);
    return queue;
  }

  /** The same queue on another board. */
  QueueBoard copyOnto(PartitionBoard board) {
    var copy = new QueueBoard(queueId, board, generation, settings);
    copy.become(this);
    return copy;
  }

  /**
   * Takes everything over from the same queue as another board knows it.
   *
   * @throws IllegalStateException when it is another queue
   */
  void become(QueueBoard other) {
    if (!queueId.equals(other.queueId) || generation != other.generation) {
      throw new IllegalStateException(
          "queue %s of generation %d stands where queue %s of generation %d was"
              .formatted(other.queueId, other.generation, queueId, generation));
    }
    settings = other.settings;
    settingsVersion = other.settingsVersion;
    state = other.state;
    held = other.held;
    message = other.message;
    clocks.set(other.clocks.waitingMs(), other.clocks.readyMs(), other.clocks.activeMs());
    changedAtMs = other.changedAtMs;
    overfull = other.overfull;
    callRate = other.callRate;
    tokens = other.tokens;
  }

  /** The tokens, to be changed by an event of this wall-clock time. */
  QueueTokens changeTokens(long wallMs) {
    changedAtMs = wallMs;
    return tokens;
  }

  void advance(long stepMs) {
    clocks.advance(stepMs, state, held);
    if (callsPeople()) {
      callRate.passed(stepMs, tokens.waiting() > 0);
    }
  }

  void call(long from, long to, long wallMs) {
    long deadlineMs = clocks.readyMs() + settings.readyTtlMs();
    callRate.called(changeTokens(wallMs).call(from, to, deadlineMs));
    overfull += (long) tokens.ready() + tokens.active() > settings.capacity() ? 1 : 0;
  }

  void enter(long number, long wallMs) {
    changeTokens(wallMs).enter(number, clocks.activeMs() + settings.activeTtlMs());
  }

  void changeSettings(QueueSettings changed, long wallMs) {
    settings = changed;
    settingsVersion++;
    changedAtMs = wallMs;
  }

  void changeState(QueueState changed, long wallMs) {
    state = changed;
    changedAtMs = wallMs;
  }

  void changeMessage(String changed, long wallMs) {
    message = changed == null || changed.isEmpty() ? null : changed;
    changedAtMs = wallMs;
  }

  void hold(HoldReason reason, long wallMs) {
    held = reason;
    changedAtMs = wallMs;
  }

  private boolean callsPeople() {
    return state.callsPeople() && held == HoldReason.NONE;
  }

  QueueView view(long asOfMs, long version) {
    return new QueueView(
        queueId,
        partition.number(),
        generation,
        settings,
        settingsVersion,
        state,
        message,
        held,
        tokens.servingNumber(),
        tokens.lastNumber(),
        tokens.waiting(),
        tokens.ready(),
        tokens.active(),
        changedAtMs,
        asOfMs,
        version);
  }

  QueueTotals totals() {
    return new QueueTotals(
        tokens.calls(),
        tokens.noShows(),
        overfull,
        tokens.ended(TokenCode.COMPLETED),
        tokens.ended(TokenCode.LEFT),
        tokens.ended(TokenCode.ABANDONED),
        tokens.ended(TokenCode.SESSION_OVER),
        tokens.ended(TokenCode.TURNED_AWAY));
  }

  /**
   * @param sinceTickMs real time since the clocks were last moved
   */
  TokenView view(long number, long sinceTickMs, long version) {
    TokenCode code = tokens.code(number);
    return switch (code) {
      case WAITING -> {
        long position = tokens.position(number);
        yield view(code, position, etaMs(position), -1, false, version);
      }
      case READY -> inside(number, code, QueueClocks.readyRuns(state, held), sinceTickMs, version);
      case ACTIVE ->
          inside(number, code, QueueClocks.activeRuns(state, held), sinceTickMs, version);
      case COMPLETED, LEFT, ABANDONED, MISSED_CALL, SESSION_OVER, TURNED_AWAY ->
          view(code, 0, -1, -1, false, version);
    };
  }

  private TokenView inside(
      long number, TokenCode code, boolean clockRuns, long sinceTickMs, long version) {
    long byClockMs = tokens.remainingMs(number, code, clocks);
    long remainingMs = Math.max(0, byClockMs - (clockRuns ? sinceTickMs : 0));
    return view(code, 0, -1, remainingMs, !clockRuns, version);
  }

  private static TokenView view(
      TokenCode code,
      long position,
      long etaMs,
      long remainingMs,
      boolean clockHeld,
      long version) {
    return new TokenView(
        code.state(), code.reason(), position, etaMs, remainingMs, clockHeld, version);
  }

  /** By the free slots for those in front, by the recent rate of calls for the others. */
  private long etaMs(long position) {
    if (!callsPeople()) {
      return -1;
    }
    long free = (long) settings.capacity() - tokens.ready() - tokens.active();
    double perSecond =
        position <= free
            ? settings.admitPerSecond()
            : Math.min(callRate.perSecond(), settings.admitPerSecond());
    return perSecond > 0 ? (long) Math.ceil(1_000 * position / perSecond) : -1;
  }
}
