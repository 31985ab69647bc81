package io.daegi.engine.board;

import static io.daegi.engine.model.QueueState.CLOSED;
import static io.daegi.engine.model.QueueState.DRAINING;
import static io.daegi.engine.model.QueueState.OPEN;
import static io.daegi.engine.model.QueueState.SCHEDULED;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.ArrayList;
import java.util.List;

/** The board as one would first write it: a list of tokens, counted anew for each question. */
final class NaiveBoard implements EventSink {

  static final class Token {
    final long number;
    TokenState state = TokenState.WAITING;
    EndReason reason;
    long deadlineMs;

    Token(long number) {
      this.number = number;
    }

    void end(TokenState ended, EndReason why) {
      state = ended;
      reason = why;
    }
  }

  static final class Queue {
    final List<Token> tokens = new ArrayList<>();
    QueueSettings settings;
    QueueState state;
    HoldReason held = HoldReason.NONE;
    long readyMs;
    long activeMs;
    long servingNumber;
    long latestReadyDeadlineMs;

    Token token(long number) {
      return tokens.get((int) number - 1);
    }

    long count(TokenState wanted) {
      return tokens.stream().filter(token -> token.state == wanted).count();
    }

    boolean readyRuns() {
      return held == HoldReason.NONE && (state == OPEN || state == DRAINING || state == CLOSED);
    }

    boolean activeRuns() {
      return held == HoldReason.NONE && state != SCHEDULED;
    }

    boolean isClosed() {
      return state == CLOSED;
    }
  }

  final List<Queue> queues = new ArrayList<>();

  @Override
  public void led(long epoch, String node, String address, long wallMs) {}

  @Override
  public void ticked(long stepMs, long wallMs) {
    for (Queue queue : queues) {
      queue.readyMs += queue.readyRuns() ? stepMs : 0;
      queue.activeMs += queue.activeRuns() ? stepMs : 0;
    }
  }

  @Override
  public void queueCreated(
      int queue, String queueId, int generation, int partition, QueueSettings settings) {
    var created = new Queue();
    created.settings = settings;
    created.state = settings.opensAtMs() == 0 ? OPEN : SCHEDULED;
    queues.add(created);
  }

  @Override
  public void settingsChanged(int queue, QueueSettings settings) {
    queues.get(queue).settings = settings;
  }

  @Override
  public void queueStateChanged(int queue, QueueState state, String reason) {
    queues.get(queue).state = state;
  }

  @Override
  public void messageChanged(int queue, String message) {}

  @Override
  public void shopAttached(int queue) {}

  @Override
  public void admissionHeld(int queue, HoldReason reason) {
    queues.get(queue).held = reason;
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    queues.get(queue).tokens.add(new Token(number));
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    Queue in = queues.get(queue);
    in.servingNumber = toNumber;
    in.latestReadyDeadlineMs =
        Math.max(in.latestReadyDeadlineMs, in.readyMs + in.settings.readyTtlMs());
    for (long number = fromNumber; number <= toNumber; number++) {
      Token token = in.token(number);
      if (token.state == TokenState.WAITING) {
        token.state = TokenState.READY;
        token.deadlineMs = in.latestReadyDeadlineMs;
      }
    }
  }

  @Override
  public void entered(int queue, long number) {
    Queue in = queues.get(queue);
    in.token(number).state = TokenState.ACTIVE;
    in.token(number).deadlineMs = in.activeMs + in.settings.activeTtlMs();
  }

  @Override
  public void sessionExtended(int queue, long number, long deadlineMs) {
    Token token = queues.get(queue).token(number);
    token.deadlineMs = Math.max(token.deadlineMs, deadlineMs);
  }

  @Override
  public void completed(int queue, long number) {
    queues.get(queue).token(number).end(TokenState.COMPLETED, EndReason.PAID);
  }

  @Override
  public void left(int queue, long number) {
    queues.get(queue).token(number).end(TokenState.LEFT, EndReason.LEFT);
  }

  @Override
  public void abandoned(int queue, long number) {
    queues.get(queue).token(number).end(TokenState.ABANDONED, EndReason.SILENT);
  }

  @Override
  public void returned(int queue, long number) {
    queues.get(queue).token(number).end(TokenState.WAITING, null);
  }

  @Override
  public void expired(int queue, long number) {
    Token token = queues.get(queue).token(number);
    boolean missed = token.state == TokenState.READY;
    token.end(TokenState.EXPIRED, missed ? EndReason.MISSED_CALL : EndReason.SESSION_OVER);
  }

  @Override
  public void turnedAway(int queue, long fromNumber, long toNumber) {
    Queue in = queues.get(queue);
    for (long number = fromNumber; number <= toNumber; number++) {
      Token token = in.token(number);
      if (token.state == TokenState.WAITING
          || (token.state == TokenState.ABANDONED && number > in.servingNumber)) {
        token.end(TokenState.TURNED_AWAY, EndReason.QUEUE_CLOSED);
      }
    }
  }

  @Override
  public void outcomeApplied(long offset) {}
}
