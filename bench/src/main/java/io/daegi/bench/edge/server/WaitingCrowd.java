package io.daegi.bench.edge.server;

import io.daegi.bench.edge.Sale;
import io.daegi.bench.peers.Visitors;
import io.daegi.engine.board.BoardView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.verticle.BusEngineClient;
import io.daegi.engine.verticle.EngineClient;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Opens the queue and lets people join it over the event bus, before anybody measures. */
final class WaitingCrowd {

  private static final int IN_FLIGHT = 2_048;
  private static final long RETRY_MS = 20;

  private final Vertx vertx;
  private final Context context;
  private final BoardView board;
  private final int permits;
  private final Promise<Void> done = Promise.promise();
  private EngineClient engine;
  private double admitPerSecond;
  private long readyTtlMs = QueueSettings.defaults(Sale.QUEUE).readyTtlMs();
  private long wanted;
  private long sent;
  private long answered;

  WaitingCrowd(Vertx vertx, BoardView board, int permits) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.board = board;
    this.permits = permits;
  }

  /** Whoever is called may take as long to enter. */
  WaitingCrowd withReadyTtlMs(long newReadyTtlMs) {
    readyTtlMs = newReadyTtlMs;
    return this;
  }

  /** The queue is open, calls so many a second, and visitors 1 to {@code count} have joined. */
  void come(int count, double callsPerSecond) {
    wanted = count;
    admitPerSecond = callsPerSecond;
    context.runOnContext(
        none -> {
          engine = new BusEngineClient(vertx, board, permits);
          open();
        });
    done.future().await();
  }

  /** Nobody leads at first. */
  private void open() {
    engine
        .createQueue(Sale.QUEUE, settings())
        .onSuccess(
            answer -> {
              switch (answer.outcome()) {
                case DONE -> joinMore();
                case UNAVAILABLE -> vertx.setTimer(RETRY_MS, id -> open());
                default -> done.tryFail("the queue was not opened: " + answer.outcome());
              }
            });
  }

  private void joinMore() {
    while (sent < wanted && sent - answered < IN_FLIGHT) {
      long visitor = ++sent;
      Future<Answer> answer = engine.join(Sale.QUEUE, Visitors.id(visitor));
      answer.onSuccess(came -> joined(visitor, came));
    }
    if (answered == wanted) {
      done.tryComplete();
    }
  }

  private void joined(long visitor, Answer answer) {
    if (answer.outcome() != Outcome.DONE || answer.number() != visitor) {
      done.tryFail("visitor %d has %s".formatted(visitor, answer));
      return;
    }
    answered++;
    joinMore();
  }

  private QueueSettings settings() {
    QueueSettings usual = QueueSettings.defaults(Sale.QUEUE);
    return new QueueSettings(
        usual.title(),
        Limits.MAX_CAPACITY,
        admitPerSecond,
        readyTtlMs,
        usual.activeTtlMs(),
        usual.sessionMaxMs(),
        usual.waitingTtlMs(),
        usual.opensAtMs(),
        usual.passMode(),
        usual.audience(),
        usual.maxWaiting());
  }
}
