package io.daegi.http.edge;

import io.daegi.engine.board.BoardView;
import io.daegi.engine.command.Answer;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Read your writes: waits until this process's board shows what somebody was told, at most a
 * second. Belongs to one event loop.
 */
public final class BoardGate {

  private static final long PATIENCE_MS = 1_000;

  private final Context context;
  private final BoardView board;

  public BoardGate(Context context, BoardView board) {
    this.context = context;
    this.board = board;
  }

  /** Until the board shows a durable answer. */
  public Future<Void> shows(Answer answer) {
    return reached(answer.partition(), answer.version());
  }

  /** Until the board includes a batch; fails with 503 {@code behind} after a second. */
  public Future<Void> reached(int partition, long version) {
    if (partition < 0 || version <= board.version(partition)) {
      return Future.succeededFuture();
    }
    Promise<Void> promise = Promise.promise();
    long timer =
        context
            .owner()
            .setTimer(
                PATIENCE_MS,
                id ->
                    promise.tryFail(
                        Problem.of(ProblemCode.BEHIND)
                            .withRetryAfterMs(Jitter.around(1_000))
                            .toException()));
    board.whenReached(
        partition,
        version,
        () ->
            context.runOnContext(
                none -> {
                  context.owner().cancelTimer(timer);
                  promise.tryComplete();
                }));
    return promise.future();
  }
}
