package io.daegi.engine.board;

import io.daegi.engine.model.QueueClocks;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * The tokens of one queue: which state each number is in, who waits, and when those inside run out.
 * It believes only what a machine can have said: an event that does not fit a token's state means
 * that log and board disagree, and is an error.
 *
 * <p>One thread writes; others read under the board's sequence lock.
 */
final class QueueTokens {

  private final TokenStates states = new TokenStates();
  private final WaitingRank waitingRank = new WaitingRank();
  private final CallDeadlines callDeadlines;
  private final SessionDeadlines sessionDeadlines = new SessionDeadlines();

  private long servingNumber;
  private long lastNumber;
  private long waiting;
  private int ready;
  private int active;
  private long calls;
  private long noShows;

  /** How many numbers ended in each way; not written down, since the states tell it. */
  private final long[] codeToEnded = new long[TokenCode.values().length];

  QueueTokens() {
    this(new CallDeadlines());
  }

  private QueueTokens(CallDeadlines callDeadlines) {
    this.callDeadlines = callDeadlines;
  }

  void writeTo(StateSink out) {
    callDeadlines.writeTo(out);
    out.number(servingNumber);
    out.number(calls);
    out.number(noShows);
    out.number(lastNumber);
    for (long first = 0; first <= lastNumber; first += 16) {
      out.bits(states.word(first));
    }
    for (long number = 1; number <= lastNumber; number++) {
      if (states.get(number) == TokenCode.ACTIVE.code()) {
        out.number(sessionDeadlines.get(number));
      }
    }
  }

  static QueueTokens readFrom(StateSource in) {
    var tokens = new QueueTokens(CallDeadlines.readFrom(in));
    tokens.servingNumber = counted(in);
    tokens.calls = counted(in);
    tokens.noShows = counted(in);
    tokens.lastNumber = counted(in);
    for (long first = 0; first <= tokens.lastNumber; first += 16) {
      tokens.states.setWord(first, in.bits());
    }
    for (long number = 1; number <= tokens.lastNumber; number++) {
      tokens.count(number, in);
    }
    tokens.waitingRank.reach(tokens.lastNumber);
    return tokens;
  }

  /** What a state that was not written by us may say instead would be counted up to for ever. */
  private static long counted(StateSource in) {
    long number = in.number();
    if (number < 0) {
      throw new IllegalArgumentException("a count below zero");
    }
    return number;
  }

  private void count(long number, StateSource in) {
    TokenCode code = TokenCode.of(states.get(number));
    switch (code) {
      case WAITING -> {
        waitingRank.append(number);
        waiting++;
      }
      case READY -> ready++;
      case ACTIVE -> {
        sessionDeadlines.put(number, in.number());
        active++;
      }
      case COMPLETED, LEFT, ABANDONED, MISSED_CALL, SESSION_OVER, TURNED_AWAY ->
          codeToEnded[code.code()]++;
    }
  }

  void join(long number) {
    if (number != lastNumber + 1) {
      throw new IllegalStateException("number " + number + " joined after " + lastNumber);
    }
    lastNumber = number;
    waitingRank.append(number);
    waiting++;
  }

  /** Returns how many tokens were called. */
  int call(long from, long to, long deadlineMs) {
    checkRange(from, to);
    int called = states.replace(from, to, TokenCode.WAITING.code(), TokenCode.READY.code());
    calls += called;
    waitingRank.removeRange(from, to);
    callDeadlines.add(to, deadlineMs, called);
    servingNumber = Math.max(servingNumber, to);
    waiting -= called;
    ready += called;
    return called;
  }

  /** Whoever is silent and has been passed keeps that end. */
  void turnAway(long from, long to) {
    checkRange(from, to);
    int gone = TokenCode.TURNED_AWAY.code();
    long first = Math.max(from, servingNumber + 1);
    if (first <= to) {
      int waited = states.replace(first, to, TokenCode.WAITING.code(), gone);
      int silent = states.replace(first, to, TokenCode.ABANDONED.code(), gone);
      waiting -= waited;
      codeToEnded[TokenCode.ABANDONED.code()] -= silent;
      codeToEnded[gone] += waited + silent;
      waitingRank.removeRange(first, to);
    }
  }

  void enter(long number, long deadlineMs) {
    if (code(number) != TokenCode.READY) {
      throw misfit(number, "enter");
    }
    takeOut(number, TokenCode.READY);
    states.set(number, TokenCode.ACTIVE.code());
    sessionDeadlines.put(number, deadlineMs);
    active++;
  }

  void extend(long number, long deadlineMs) {
    if (code(number) != TokenCode.ACTIVE) {
      throw misfit(number, "be extended");
    }
    sessionDeadlines.put(number, Math.max(deadlineMs, sessionDeadlines.get(number)));
  }

  void complete(long number) {
    TokenCode was = code(number);
    if (!was.state().isAdmitted() && was != TokenCode.ABANDONED) {
      throw misfit(number, "be completed");
    }
    end(number, was, TokenCode.COMPLETED);
  }

  void leave(long number) {
    TokenCode was = code(number);
    if (was.state().isEnded() && was != TokenCode.ABANDONED) {
      throw misfit(number, "leave");
    }
    end(number, was, TokenCode.LEFT);
  }

  void abandon(long number) {
    if (code(number) != TokenCode.WAITING) {
      throw misfit(number, "be abandoned");
    }
    end(number, TokenCode.WAITING, TokenCode.ABANDONED);
  }

  void giveBack(long number) {
    if (code(number) != TokenCode.ABANDONED) {
      throw misfit(number, "return");
    }
    takeOut(number, TokenCode.ABANDONED);
    states.set(number, TokenCode.WAITING.code());
    waitingRank.restore(number);
    waiting++;
  }

  void expire(long number) {
    TokenCode was = code(number);
    if (!was.state().isAdmitted()) {
      throw misfit(number, "expire");
    }
    boolean missedCall = was == TokenCode.READY;
    noShows += missedCall ? 1 : 0;
    end(number, was, missedCall ? TokenCode.MISSED_CALL : TokenCode.SESSION_OVER);
  }

  private void end(long number, TokenCode was, TokenCode becomes) {
    takeOut(number, was);
    states.set(number, becomes.code());
    codeToEnded[becomes.code()]++;
  }

  private void takeOut(long number, TokenCode was) {
    switch (was) {
      case WAITING -> {
        waitingRank.remove(number);
        waiting--;
      }
      case READY -> {
        callDeadlines.release(number);
        ready--;
      }
      case ACTIVE -> {
        sessionDeadlines.remove(number);
        active--;
      }
      case COMPLETED, LEFT, ABANDONED, MISSED_CALL, SESSION_OVER, TURNED_AWAY ->
          codeToEnded[was.code()]--;
    }
  }

  /**
   * The number's code; WAITING above the last one, since the log is ahead of the board. Who waits
   * is seen in the words that tell the position too, a quarter of the memory that the codes take.
   */
  TokenCode code(long number) {
    return number > lastNumber || waitingRank.has(number)
        ? TokenCode.WAITING
        : TokenCode.of(states.get(number));
  }

  /** How many wait ahead of a waiting number, plus one. */
  long position(long number) {
    return number > lastNumber ? waiting + number - lastNumber : 1L + waitingRank.below(number);
  }

  /** Milliseconds until a READY or ACTIVE token runs out, by the queue's clocks. */
  long remainingMs(long number, TokenCode code, QueueClocks clocks) {
    return code == TokenCode.READY
        ? callDeadlines.deadlineMs(number) - clocks.readyMs()
        : sessionDeadlines.get(number) - clocks.activeMs();
  }

  long servingNumber() {
    return servingNumber;
  }

  long lastNumber() {
    return lastNumber;
  }

  long waiting() {
    return waiting;
  }

  int ready() {
    return ready;
  }

  long calls() {
    return calls;
  }

  long noShows() {
    return noShows;
  }

  int active() {
    return active;
  }

  /** How many numbers ended like this, and stayed so. */
  long ended(TokenCode code) {
    return codeToEnded[code.code()];
  }

  private void checkRange(long from, long to) {
    if (from < 1 || from > to || to > lastNumber) {
      throw new IllegalStateException(
          "numbers " + from + " to " + to + " of " + lastNumber + " given");
    }
  }

  private IllegalStateException misfit(long number, String verb) {
    return new IllegalStateException("number " + number + " cannot " + verb + ": " + code(number));
  }
}
