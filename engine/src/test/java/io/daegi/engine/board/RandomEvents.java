package io.daegi.engine.board;

import io.daegi.engine.event.EventSink;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Events as a machine could emit them, drawn at random, given to a naive board and to another. */
final class RandomEvents {

  private final Random random;
  private final NaiveBoard naive;
  private final EventSink other;

  RandomEvents(Random random, NaiveBoard naive, EventSink other) {
    this.random = random;
    this.naive = naive;
    this.other = other;
  }

  /** As every log begins. */
  void lead(long wallMs) {
    emit(sink -> sink.led(1, "node", "address", wallMs));
  }

  void createQueue(String queueId) {
    int queue = naive.queues.size();
    QueueSettings settings = settings(queueId);
    emit(sink -> sink.queueCreated(queue, queueId, 1, 0, settings));
  }

  void tick(long stepMs, long wallMs) {
    emit(sink -> sink.ticked(stepMs, wallMs));
  }

  /** One event, or a burst of joins, in a random queue. */
  void next() {
    int queue = random.nextInt(naive.queues.size());
    NaiveBoard.Queue in = naive.queues.get(queue);
    int dice = random.nextInt(100);
    if (dice < 25) {
      join(queue, in, 1 + random.nextInt(60));
    } else if (dice < 35) {
      call(queue, in);
    } else if (dice < 97) {
      oneToken(queue, in);
    } else {
      operate(queue, in);
    }
  }

  private void join(int queue, NaiveBoard.Queue in, int howMany) {
    for (int i = 0; i < howMany && !in.isClosed(); i++) {
      long number = in.tokens.size() + 1L;
      emit(sink -> sink.joined(queue, number, number, 0, number, number));
    }
  }

  private void call(int queue, NaiveBoard.Queue in) {
    long from = in.servingNumber + 1;
    long last = in.tokens.size();
    if (from <= last && !in.isClosed()) {
      long to = Math.min(last, from + random.nextInt(1 + random.nextInt(80)));
      emit(sink -> sink.called(queue, from, to));
    }
  }

  private void oneToken(int queue, NaiveBoard.Queue in) {
    if (in.tokens.isEmpty()) {
      return;
    }
    var token = in.tokens.get(random.nextInt(in.tokens.size()));
    long number = token.number;
    List<Consumer<EventSink>> possible =
        switch (token.state) {
          case WAITING -> List.of(s -> s.left(queue, number), s -> s.abandoned(queue, number));
          case READY ->
              List.of(
                  s -> s.entered(queue, number),
                  s -> s.entered(queue, number),
                  s -> s.left(queue, number),
                  s -> s.completed(queue, number),
                  s -> s.expired(queue, number));
          case ACTIVE -> {
            long deadlineMs = in.activeMs + random.nextInt(1_000_000);
            yield List.of(
                s -> s.completed(queue, number),
                s -> s.left(queue, number),
                s -> s.expired(queue, number),
                s -> s.sessionExtended(queue, number, deadlineMs));
          }
          case ABANDONED ->
              number > in.servingNumber
                  ? List.of(s -> s.returned(queue, number), s -> s.left(queue, number))
                  : List.of(s -> s.left(queue, number));
          case COMPLETED, LEFT, EXPIRED, TURNED_AWAY -> List.of();
        };
    if (!possible.isEmpty()) {
      emit(possible.get(random.nextInt(possible.size())));
    }
  }

  private void operate(int queue, NaiveBoard.Queue in) {
    if (in.isClosed()) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        HoldReason reason = HoldReason.ofCode(random.nextInt(2));
        emit(sink -> sink.admissionHeld(queue, reason));
      }
      case 1 -> {
        QueueSettings changed = settings("changed");
        emit(sink -> sink.settingsChanged(queue, changed));
      }
      case 2 -> {
        QueueState state = QueueState.ofCode(1 + random.nextInt(3));
        emit(sink -> sink.queueStateChanged(queue, state, "because"));
      }
      default -> close(queue, in);
    }
  }

  private void close(int queue, NaiveBoard.Queue in) {
    if (random.nextInt(20) == 0) {
      emit(sink -> sink.queueStateChanged(queue, QueueState.CLOSED, ""));
      long from = in.servingNumber + 1;
      if (in.count(TokenState.WAITING) > 0) {
        emit(sink -> sink.turnedAway(queue, from, in.tokens.size()));
      }
    }
  }

  private QueueSettings settings(String queueId) {
    var d = QueueSettings.defaults(queueId);
    return new QueueSettings(
        d.title(),
        1 + random.nextInt(500),
        1 + random.nextInt(100),
        1_000 + random.nextInt(100_000),
        1_000 + random.nextInt(500_000),
        d.sessionMaxMs(),
        d.waitingTtlMs(),
        random.nextInt(4) == 0 ? 1_800_000_000_000L : 0,
        d.passMode(),
        d.audience(),
        d.maxWaiting());
  }

  private void emit(Consumer<EventSink> event) {
    event.accept(other);
    event.accept(naive);
  }
}
