package io.daegi.engine.core;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueClocks;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;

/**
 * What the passing of time decides: opening, holds, abandonment, expiry and calls. Time that no
 * decision needed yet is kept back and told with the first event that does, at least once a second,
 * so that an idle shard writes one small record a second and not one a tick.
 */
final class TimeDecisions {

  private static final long TELL_AT_LEAST_EVERY_MS = 1_000;

  private final ShardState shard;
  private long untoldMs;
  private long wallMs;
  private int firstQueue;
  private int endsLeft;
  private long scansLeft;

  TimeDecisions(ShardState shard) {
    this.shard = shard;
  }

  /** Forgets what another incarnation had not told. */
  void startAfresh(long nowWallMs) {
    untoldMs = 0;
    wallMs = nowWallMs;
  }

  /** Time that has passed and that no event has told yet. */
  long untoldMs() {
    return untoldMs;
  }

  /** Tells the time that has passed, before an event whose meaning depends on the clocks. */
  void settle(EventSink out) {
    if (untoldMs > 0) {
      long stepMs = untoldMs;
      untoldMs = 0;
      out.ticked(stepMs, wallMs);
    }
  }

  void tick(long stepMs, long nowWallMs, EventSink out) {
    untoldMs += stepMs;
    wallMs = nowWallMs;
    boolean wanted = untoldMs >= TELL_AT_LEAST_EVERY_MS;
    for (int i = 0; i < shard.lines.size(); i++) {
      QueueLine line = shard.lines.get(i);
      line.leader.rate.fill(line.settings.admitPerSecond(), stepMs);
      wanted = wanted || wants(line, stepMs);
    }
    if (wanted) {
      settle(out);
    }
    decideAll(stepMs, wanted, out);
  }

  /**
   * Every tick begins with another queue, so that none is always the last to share what is left.
   */
  private void decideAll(long stepMs, boolean told, EventSink out) {
    endsLeft = Limits.MAX_ENDS_PER_TICK;
    scansLeft = Limits.PRESENCE_SCAN_PER_TICK;
    int queues = shard.lines.size();
    firstQueue = queues == 0 ? 0 : (firstQueue + 1) % queues;
    for (int i = 0; i < queues; i++) {
      decide(shard.lines.get((firstQueue + i) % queues), stepMs, told, out);
    }
  }

  private void decide(QueueLine line, long stepMs, boolean told, EventSink out) {
    ShopDecisions.pass(line, stepMs, out);
    if (told) {
      open(line, out);
      expire(line, TokenState.READY, line.clocks.readyMs(), out);
      expire(line, TokenState.ACTIVE, line.clocks.activeMs(), out);
    }
    forgiveSilence(line, stepMs);
    abandonTheSilent(line, out);
    call(line, out);
  }

  /**
   * Signs of life come at least every third of {@code waitingTtlMs}, and are stamped by the clock
   * as of the last step. A step of more than a half is a log that stood still or a process that was
   * stopped: by that clock, people who never stopped polling would have been silent for too long.
   */
  private void forgiveSilence(QueueLine line, long stepMs) {
    if (stepMs > line.settings.waitingTtlMs() / 2) {
      line.leader.everybodySeenMs = line.clocks.waitingMs() + untoldMs;
    }
  }

  private boolean wants(QueueLine line, long stepMs) {
    return isDueToOpen(line)
        || ShopDecisions.changesHold(line, stepMs)
        || callable(line) > 0
        || (QueueClocks.activeRuns(line.state, line.held)
            && line.passes.earliestMs() <= line.clocks.activeMs() + untoldMs)
        || (QueueClocks.readyRuns(line.state, line.held)
            && isOver(line.live.earliestMs(TokenState.READY), line.clocks.readyMs() + untoldMs))
        || (QueueClocks.activeRuns(line.state, line.held)
            && isOver(line.live.earliestMs(TokenState.ACTIVE), line.clocks.activeMs() + untoldMs));
  }

  private static boolean isOver(long deadlineMs, long clockMs) {
    return deadlineMs <= clockMs - Limits.GRACE_MS;
  }

  private boolean isDueToOpen(QueueLine line) {
    return line.state == QueueState.SCHEDULED && line.settings.opensAtMs() <= wallMs;
  }

  private void open(QueueLine line, EventSink out) {
    if (isDueToOpen(line)) {
      out.queueStateChanged(line.index, QueueState.OPEN, "opensAt");
    }
  }

  private void expire(QueueLine line, TokenState state, long clockMs, EventSink out) {
    for (; endsLeft > 0; endsLeft--) {
      long deadlineMs = line.live.earliestMs(state);
      if (!isOver(deadlineMs, clockMs)) {
        return;
      }
      out.expired(line.index, line.live.earliestNumber(state));
    }
  }

  /**
   * Looks at a slice of the waiting, round and round, so that no tick costs more than its slice.
   */
  private void abandonTheSilent(QueueLine line, EventSink out) {
    long number = Math.max(line.leader.scanned, line.servingNumber);
    long end = Math.min(line.lastNumber(), number + scansLeft);
    long silentBeforeMs = line.clocks.waitingMs() - line.settings.waitingTtlMs();
    scansLeft -= Math.max(0, end - number);
    while (number < end && endsLeft > 0) {
      number = line.nextSilent(number, end, silentBeforeMs);
      if (number <= end) {
        out.abandoned(line.index, number);
        endsLeft--;
      }
    }
    line.leader.scanned = number >= line.lastNumber() ? 0 : Math.min(number, end);
  }

  private static int callable(QueueLine line) {
    if (!line.callsPeople()) {
      return 0;
    }
    long most = Math.min(line.freeSlots(), line.leader.rate.whole());
    return (int) Math.min(most, line.waiting);
  }

  private static void call(QueueLine line, EventSink out) {
    int calls = callable(line);
    if (calls == 0) {
      return;
    }
    long number = line.servingNumber;
    for (int found = 0; found < calls; ) {
      number++;
      if (line.tokens.stateCode(number) == TokenState.WAITING.code()) {
        found++;
      }
    }
    line.leader.rate.spend(calls);
    out.called(line.index, line.servingNumber + 1, number);
  }
}
