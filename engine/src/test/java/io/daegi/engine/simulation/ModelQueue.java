package io.daegi.engine.simulation;

import static io.daegi.engine.simulation.Violation.unless;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.PassMode;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.List;

/** One queue as its log tells it: lists, loops, and every rule checked where it could break. */
final class ModelQueue {

  private static final long LONGEST_TICK_MS = Limits.MAX_TICK_STEP_MS;
  private static final long UNTOLD_MS = 1_000;

  private record Call(long atMs, long stepMs, int count) {}

  final String queueId;
  private final boolean hearsAll;
  final List<ModelToken> tokens = new ArrayList<>();
  final List<Long> passesUntilMs = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  QueueSettings settings;
  QueueState state;
  HoldReason held = HoldReason.NONE;
  boolean hasShop;
  long servingNumber;
  long waitingMs;
  long readyMs;
  long activeMs;
  private long toldMs;
  private long lastStepMs;

  /** Told time as far as it surely counted for the rate: a late tick's does in part. */
  private long rateMs;

  private long callsSinceEmpty;
  private long emptySinceMs;
  private long couldCallSinceMs = -1;
  private long heldOrLedMs;
  private long lastReadyDeadlineMs;
  private long shopAliveUntilAtLeastMs = -1;
  private long shopAliveUntilAtMostMs = -1;

  /**
   * @param hearsAll whether it is told, beside the log, of signs of life and of the shop's words
   */
  ModelQueue(String queueId, QueueSettings settings, boolean hearsAll) {
    this.queueId = queueId;
    this.hearsAll = hearsAll;
    this.settings = settings;
    this.state = settings.opensAtMs() > 0 ? QueueState.SCHEDULED : QueueState.OPEN;
  }

  ModelToken token(long number) {
    unless(number >= 1 && number <= tokens.size(), "%s has no number %d", queueId, number);
    return tokens.get((int) number - 1);
  }

  long count(TokenState wanted) {
    return tokens.stream().filter(token -> token.state == wanted).count();
  }

  long inside() {
    return count(TokenState.READY) + count(TokenState.ACTIVE);
  }

  /** How many wait ahead, plus one. */
  long position(long number) {
    return 1
        + tokens.stream()
            .filter(other -> other.number < number && other.state == TokenState.WAITING)
            .count();
  }

  private boolean callsPeople() {
    return (state == QueueState.OPEN || state == QueueState.DRAINING) && held == HoldReason.NONE;
  }

  void led() {
    emptyTheRate();
    tokens.forEach(token -> token.seenMs = waitingMs);
    heldOrLedMs = toldMs;
    shopAliveUntilAtLeastMs = -1;
    shopAliveUntilAtMostMs = toldMs + 10_000 + UNTOLD_MS + LONGEST_TICK_MS;
    couldCallSinceMs = -1;
  }

  private void emptyTheRate() {
    callsSinceEmpty = 0;
    emptySinceMs = toldMs;
    calls.clear();
  }

  void ticked(long stepMs) {
    toldMs += stepMs;
    lastStepMs = stepMs;
    rateMs += Math.min(stepMs, 1_000);
    boolean runs = held == HoldReason.NONE && state != QueueState.SCHEDULED;
    activeMs += runs ? stepMs : 0;
    readyMs += runs && state != QueueState.PAUSED ? stepMs : 0;
    waitingMs += runs && state != QueueState.CLOSED ? stepMs : 0;
    passesUntilMs.removeIf(untilMs -> untilMs <= activeMs);
  }

  void settingsChanged(QueueSettings changed) {
    settings = changed;
    calls.clear();
    callsSinceEmpty = Long.MIN_VALUE / 2;
    couldCallSinceMs = -1;
  }

  void stateChanged(QueueState changed) {
    unless(state != QueueState.CLOSED, "%s opens after its end", queueId);
    if (changed == QueueState.CLOSED) {
      unless(count(TokenState.WAITING) == 0, "%s closes and lets people wait", queueId);
    }
    state = changed;
    emptyTheRate();
    couldCallSinceMs = -1;
  }

  void heldFor(HoldReason reason) {
    unless(hasShop, "%s is held without a shop", queueId);
    unless(reason != held, "%s is held twice", queueId);
    if (reason == HoldReason.NONE) {
      unless(toldMs - heldOrLedMs >= 10_000, "%s resumes before the shop is steady", queueId);
    } else {
      unless(toldMs >= shopAliveUntilAtLeastMs, "%s is held while its shop lives", queueId);
    }
    held = reason;
    heldOrLedMs = toldMs;
    emptyTheRate();
    tokens.forEach(token -> token.seenMs = waitingMs);
    couldCallSinceMs = -1;
  }

  /** A word of the shop was sent now; it will hold at most from when it is decided. */
  void shopMayLive(long forMs) {
    shopAliveUntilAtMostMs =
        Math.max(shopAliveUntilAtMostMs, toldMs + forMs + UNTOLD_MS + 2 * LONGEST_TICK_MS);
  }

  /** A word of the shop was answered: it holds at least from when it was sent. */
  void shopLives(long sinceMs, long forMs) {
    shopAliveUntilAtLeastMs = Math.max(shopAliveUntilAtLeastMs, sinceMs + forMs);
  }

  long toldMs() {
    return toldMs;
  }

  void joined(long number, long entry, int lane, long visitor) {
    unless(entry == number && lane == 0, "number %d is entry %d in lane %d", number, entry, lane);
    unless(number == tokens.size() + 1, "number %d follows %d", number, tokens.size());
    unless(
        state == QueueState.OPEN || state == QueueState.PAUSED, "%s joined when %s", number, state);
    unless(count(TokenState.WAITING) < settings.maxWaiting(), "more wait than may");
    for (ModelToken other : tokens) {
      unless(
          !other.living || other.visitor != visitor,
          "a visitor has %d, %s, and %d when serving %d",
          other.number,
          other.state,
          number,
          servingNumber);
    }
    tokens.add(new ModelToken(number, visitor, waitingMs));
  }

  void called(long from, long to) {
    unless(callsPeople(), "%s calls when %s, %s", queueId, state, held);
    unless(from == servingNumber + 1 && to <= tokens.size(), "calls %d to %d", from, to);
    unless(token(to).state == TokenState.WAITING, "calls up to %d, who does not wait", to);
    unless(
        !hearsAll || !hasShop || toldMs <= shopAliveUntilAtMostMs,
        "%s calls without its shop",
        queueId);
    lastReadyDeadlineMs = Math.max(lastReadyDeadlineMs, readyMs + settings.readyTtlMs());
    int count = 0;
    for (long number = from; number <= to; number++) {
      ModelToken token = token(number);
      if (token.state == TokenState.WAITING) {
        token.state = TokenState.READY;
        token.deadlineMs = lastReadyDeadlineMs;
        count++;
      } else {
        token.living = false;
      }
    }
    servingNumber = to;
    unless(
        inside() + passesUntilMs.size() <= settings.capacity(),
        "%d inside and %d passes of capacity %d",
        inside(),
        passesUntilMs.size(),
        settings.capacity());
    checkRate(count);
  }

  private void checkRate(int count) {
    double perMs = settings.admitPerSecond() / 1_000;
    callsSinceEmpty += count;
    unless(
        callsSinceEmpty <= perMs * (toldMs - emptySinceMs) + 1e-6,
        "%d calls in %d ms since the rate was empty",
        callsSinceEmpty,
        toldMs - emptySinceMs);
    calls.add(new Call(toldMs, lastStepMs, count));
    int sum = 0;
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call first = calls.get(i);
      sum += first.count();
      long windowMs = toldMs - first.atMs() + first.stepMs();
      unless(sum <= perMs * windowMs + 1 + 1e-6, "%d calls in %d ms", sum, windowMs);
    }
    if (calls.size() > 200) {
      calls.remove(0);
    }
    couldCallSinceMs = -1;
  }

  void entered(long number) {
    ModelToken token = token(number);
    unless(token.state == TokenState.READY, "%d enters from %s", number, token.state);
    token.state = TokenState.ACTIVE;
    token.deadlineMs = activeMs + settings.activeTtlMs();
    token.limitMs = activeMs + settings.sessionMaxMs();
  }

  void extended(long number, long deadlineMs) {
    ModelToken token = token(number);
    unless(token.state == TokenState.ACTIVE, "%d is extended in %s", number, token.state);
    unless(deadlineMs > token.deadlineMs, "%d is cut short", number);
    unless(deadlineMs <= Math.max(token.limitMs, token.deadlineMs), "%d is too long", number);
    token.deadlineMs = deadlineMs;
  }

  void ended(long number, TokenState ended) {
    ModelToken token = token(number);
    boolean resumable = token.state == TokenState.ABANDONED && number > servingNumber;
    boolean maySo =
        switch (ended) {
          case COMPLETED -> token.state.isAdmitted();
          case LEFT -> token.state.isAdmitted() || token.state == TokenState.WAITING || resumable;
          case EXPIRED -> isOver(token);
          default -> false;
        };
    unless(maySo, "%d becomes %s from %s", number, ended, token.state);
    if (token.state == TokenState.ACTIVE && settings.passMode() == PassMode.OFFLINE) {
      passesUntilMs.add(activeMs + 67_000);
    }
    token.end(ended);
  }

  private boolean isOver(ModelToken token) {
    return switch (token.state) {
      case READY -> readyMs >= token.deadlineMs + Limits.GRACE_MS;
      case ACTIVE -> activeMs >= token.deadlineMs + Limits.GRACE_MS;
      default -> false;
    };
  }

  void abandoned(long number) {
    ModelToken token = token(number);
    unless(token.state == TokenState.WAITING, "%d is abandoned from %s", number, token.state);
    unless(
        !hearsAll || waitingMs - token.seenMs > settings.waitingTtlMs(),
        "%d is abandoned %d ms after a sign of life",
        number,
        waitingMs - token.seenMs);
    token.state = TokenState.ABANDONED;
  }

  void returned(long number) {
    ModelToken token = token(number);
    unless(
        token.state == TokenState.ABANDONED && number > servingNumber,
        "%d returns from %s",
        number,
        token.state);
    token.state = TokenState.WAITING;
    token.seenMs = waitingMs;
  }

  void turnedAway(long from, long to) {
    for (long number = Math.max(from, servingNumber + 1); number <= to; number++) {
      ModelToken token = token(number);
      if (token.state == TokenState.WAITING || token.state == TokenState.ABANDONED) {
        token.end(TokenState.TURNED_AWAY);
      }
    }
  }

  /** What must have happened by the end of each batch. */
  void checkNobodyIsForgotten() {
    for (ModelToken token : tokens) {
      long nowMs = token.state == TokenState.READY ? readyMs : activeMs;
      if (token.state.isAdmitted()) {
        unless(
            nowMs - token.deadlineMs <= Limits.GRACE_MS + 2 * LONGEST_TICK_MS + UNTOLD_MS,
            "%d stays %s %d ms beyond its time",
            token.number,
            token.state,
            nowMs - token.deadlineMs);
      }
    }
    boolean could =
        callsPeople()
            && count(TokenState.WAITING) > 0
            && inside() + passesUntilMs.size() < settings.capacity();
    if (!could) {
      couldCallSinceMs = -1;
    } else if (couldCallSinceMs < 0) {
      couldCallSinceMs = rateMs;
    }
    double allowedMs = 1_000 / settings.admitPerSecond() + 2 * LONGEST_TICK_MS + UNTOLD_MS;
    unless(
        !could || rateMs - couldCallSinceMs <= allowedMs,
        "%s calls nobody for %d ms",
        queueId,
        rateMs - couldCallSinceMs);
  }
}
