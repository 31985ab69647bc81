package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Answers where a token stands from this process's board alone. Belongs to one event loop. */
public final class StatusReader {

  private final Edge edge;
  private final PollPolicy polls;
  private final StatusWriter writer = new StatusWriter();
  private final WallTimes times = new WallTimes();

  /** What the last poll was told that the next one may be told too, in the same millisecond. */
  private StatusWriter.Shared shared;

  public StatusReader(Edge edge) {
    this.edge = edge;
    this.polls = new PollPolicy(edge.config().pollsPerSecond());
  }

  /** The queue; refuses a name that the log does not have. */
  public QueueView queue(String queueId) {
    var queue = edge.board().queue(queueId);
    if (queue != null) {
      return queue;
    }
    if (!edge.board().isCaughtUp()) {
      throw Problem.of(ProblemCode.BEHIND).withRetryAfterMs(Jitter.around(1_000)).toException();
    }
    throw Problem.of(ProblemCode.QUEUE_UNKNOWN).toException();
  }

  /** The token's queue; refuses a token of an earlier life of it. */
  public QueueView queueOf(QueueToken token) {
    var queue = queue(token.queueId());
    if (queue.generation() != token.generation()) {
      throw Problem.of(ProblemCode.TOKEN_INVALID, "the token is of an earlier queue of this name")
          .toException();
    }
    return queue;
  }

  /** The token's status; refuses a token of an earlier life of the queue. */
  public TokenStatus read(QueueToken token) {
    var queue = queueOf(token);
    var view = edge.board().token(token.queueId(), token.number());
    var tokenId = edge.tokenIds().encode(token.queueId(), token.generation(), token.number());
    return new TokenStatus(
        token,
        tokenId,
        queue,
        view,
        edge.board().ageMs(queue.partition()),
        edge.clock().millis(),
        polls.pollAfterMs(queue, view));
  }

  /** How soon a visitor who stands here should ask again. */
  public long pollAfterMs(QueueView queue, TokenView view) {
    return polls.pollAfterMs(queue, view);
  }

  /** The token's status, as a sign of life of its visitor. */
  public TokenStatus readAsSeen(QueueToken token) {
    var status = read(token);
    seen(status);
    return status;
  }

  /** Tells the engine that the visitor is there, if that counts. */
  void seen(TokenStatus status) {
    if (status.wantsSignOfLife()) {
      edge.engine().seen(status.token().queueId(), status.number());
    }
  }

  /** The pass of an ACTIVE token; null for any other. */
  public Future<String> pass(TokenStatus status) {
    return status.isInside()
        ? edge.passes()
            .pass(
                status.token(),
                status.tokenId(),
                status.queue().settings().audience(),
                status::sessionEndMs)
        : Future.succeededFuture();
  }

  /** The status as the contract's body, with its pass. */
  public Future<Buffer> body(TokenStatus status) {
    return pass(status).map(pass -> body(status, pass));
  }

  /** The same, of a token that is not inside and so has no pass. */
  Buffer bodyWithoutPass(TokenStatus status) {
    return body(status, null);
  }

  private Buffer body(TokenStatus status, String pass) {
    return Buffer.buffer(
        writer.write(sharedWith(status), status, status.view(), status.pollAfterMs(), pass));
  }

  /** The same with both credentials, for clients that keep them themselves. */
  public Future<Buffer> body(TokenStatus status, String token, String visitor) {
    return pass(status)
        .map(pass -> Buffer.buffer(writer.write(status, sharedWith(status), pass, token, visitor)));
  }

  private StatusWriter.Shared sharedWith(TokenStatus status) {
    if (shared == null || !shared.tells(status.queue(), status.ageMs(), status.nowMs())) {
      shared = StatusWriter.Shared.of(status.queue(), status.ageMs(), status.nowMs(), times);
    }
    return shared;
  }
}
