package io.daegi.engine.core;

import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.TokenState;

/** What visitors and the origin ask about one token. */
final class TokenDecisions {

  private final ShardState shard;
  private final TimeDecisions time;

  TokenDecisions(ShardState shard, TimeDecisions time) {
    this.shard = shard;
    this.time = time;
  }

  void join(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    long number = line.visitors.find(command.visitorHigh(), command.visitorLow());
    if (number != 0) {
      giveSignOfLife(line, number, out);
      answerToken(line, number, Outcome.REPEATED, answer);
      return;
    }
    Outcome refusal = refusalToJoin(line);
    if (refusal != null) {
      answer.set(refusal);
      return;
    }
    time.settle(out);
    number = line.lastNumber() + 1;
    out.joined(line.index, number, number, 0, command.visitorHigh(), command.visitorLow());
    answerToken(line, number, Outcome.DONE, answer);
  }

  private static Outcome refusalToJoin(QueueLine line) {
    return switch (line.state) {
      case SCHEDULED -> Outcome.QUEUE_NOT_OPEN;
      case DRAINING, CLOSED -> Outcome.QUEUE_CLOSED;
      case OPEN, PAUSED ->
          line.waiting >= line.settings.maxWaiting() || line.lastNumber() == Integer.MAX_VALUE
              ? Outcome.QUEUE_FULL
              : null;
    };
  }

  void enter(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    if (!isOwn(line, command, answer)) {
      return;
    }
    long number = command.number();
    switch (line.tokens.state(number)) {
      case READY -> {
        time.settle(out);
        out.entered(line.index, number);
        answerToken(line, number, Outcome.DONE, answer);
      }
      case ACTIVE -> answerToken(line, number, Outcome.REPEATED, answer);
      case WAITING -> answerToken(line, number, Outcome.NOT_CALLED, answer);
      case ABANDONED ->
          answerToken(
              line,
              number,
              isResumable(line, number) ? Outcome.NOT_CALLED : Outcome.SESSION_OVER,
              answer);
      case COMPLETED, LEFT, EXPIRED, TURNED_AWAY ->
          answerToken(line, number, Outcome.SESSION_OVER, answer);
    }
  }

  void leave(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    if (!isOwn(line, command, answer)) {
      return;
    }
    end(line, command.number(), TokenState.LEFT, out, answer);
  }

  void ask(QueueLine line, Command command, AnswerSlot answer) {
    if (isOwn(line, command, answer)) {
      answerToken(line, command.number(), Outcome.REPEATED, answer);
    }
  }

  void seen(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    for (long number : command.numbers()) {
      if (line.has(number)) {
        giveSignOfLife(line, number, out);
      }
    }
    answer.set(Outcome.REPEATED);
  }

  void complete(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    endAdmitted(line, command.number(), TokenState.COMPLETED, out, answer);
  }

  void abandon(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    endAdmitted(line, command.number(), TokenState.LEFT, out, answer);
  }

  /**
   * Counts from the end that the session had when it began, so that the same command again adds
   * nothing, however late it comes and whoever was told what meanwhile.
   */
  void extend(QueueLine line, Command command, EventSink out, AnswerSlot answer) {
    long number = command.number();
    if (!line.has(number)) {
      answer.set(Outcome.TOKEN_UNKNOWN);
    } else if (line.tokens.state(number) != TokenState.ACTIVE) {
      answerToken(line, number, Outcome.SESSION_OVER, answer);
    } else {
      long wishedMs = firstEndMs(line, number) + command.amountMs();
      boolean longer = allowedEndMs(line, number, wishedMs) > line.live.deadlineMsOf(number);
      if (longer) {
        time.settle(out);
        extendTo(line, number, wishedMs, out);
      }
      answerToken(line, number, longer ? Outcome.DONE : Outcome.REPEATED, answer);
    }
  }

  /** By the settings of now: the session keeps its longest end alone. */
  private static long firstEndMs(QueueLine line, long number) {
    return line.live.limitMsOf(number) - line.settings.sessionMaxMs() + line.settings.activeTtlMs();
  }

  /** Moves the end of an ACTIVE session, as far as the longest session allows; never nearer. */
  static void extendTo(QueueLine line, long number, long wishedMs, EventSink out) {
    long deadlineMs = allowedEndMs(line, number, wishedMs);
    if (deadlineMs > line.live.deadlineMsOf(number)) {
      out.sessionExtended(line.index, number, deadlineMs);
    }
  }

  private static long allowedEndMs(QueueLine line, long number, long wishedMs) {
    return Math.min(wishedMs, line.live.limitMsOf(number));
  }

  private void giveSignOfLife(QueueLine line, long number, EventSink out) {
    switch (line.tokens.state(number)) {
      case WAITING -> line.tokens.setSeen(number, line.clocks.waitingMs() + time.untoldMs());
      case ABANDONED -> {
        if (isResumable(line, number)) {
          time.settle(out);
          out.returned(line.index, number);
        }
      }
      case READY, ACTIVE, COMPLETED, LEFT, EXPIRED, TURNED_AWAY -> {}
    }
  }

  private void endAdmitted(
      QueueLine line, long number, TokenState ended, EventSink out, AnswerSlot answer) {
    if (!line.has(number)) {
      answer.set(Outcome.TOKEN_UNKNOWN);
    } else if (line.tokens.state(number) == TokenState.WAITING || isResumable(line, number)) {
      answerToken(line, number, Outcome.NOT_CALLED, answer);
    } else {
      end(line, number, ended, out, answer);
    }
  }

  private void end(
      QueueLine line, long number, TokenState ended, EventSink out, AnswerSlot answer) {
    TokenState state = line.tokens.state(number);
    if (state.isEnded() && !isResumable(line, number)) {
      answerToken(line, number, Outcome.REPEATED, answer);
    } else {
      time.settle(out);
      if (ended == TokenState.COMPLETED) {
        out.completed(line.index, number);
      } else {
        out.left(line.index, number);
      }
      answerToken(line, number, Outcome.DONE, answer);
    }
  }

  private static boolean isResumable(QueueLine line, long number) {
    return number > line.servingNumber && line.tokens.state(number) == TokenState.ABANDONED;
  }

  /** Whether the token is this visitor's as far as is still known; answers when it is not. */
  private static boolean isOwn(QueueLine line, Command command, AnswerSlot answer) {
    long number = command.number();
    if (line.has(number)
        && (line.tokens.isForgotten(number)
            || line.tokens.belongsTo(number, command.visitorHigh(), command.visitorLow()))) {
      return true;
    }
    answer.set(Outcome.TOKEN_UNKNOWN);
    return false;
  }

  private void answerToken(QueueLine line, long number, Outcome outcome, AnswerSlot answer) {
    TokenState state = line.tokens.state(number);
    long remainingMs = line.remainingMs(number, state, time.untoldMs());
    long sinceJoinMs =
        line.tokens.isForgotten(number)
            ? -1
            : Math.max(0, shard.ageMs + time.untoldMs() - line.tokens.joinedMs(number));
    answer.setToken(outcome, number, state, line.generation, remainingMs, sinceJoinMs);
  }
}
