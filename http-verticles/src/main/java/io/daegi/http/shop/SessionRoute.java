package io.daegi.http.shop;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.TokenState;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;

/**
 * {@code POST /v1/queues/{queueId}/sessions/{tokenId}/complete|abandon|extend}: a shop tells what
 * became of a visitor's session.
 */
public final class SessionRoute {

  private static final String PATH = "/v1/queues/:queueId/sessions/:tokenId";

  private final Edge edge;
  private final BoardGate gate;
  private final OriginKey key;

  public SessionRoute(Edge edge, BoardGate gate) {
    this.edge = edge;
    this.gate = gate;
    this.key = new OriginKey(edge.config().originKey());
  }

  /** The session that a request names. */
  private record Session(QueueView queue, String tokenId, long number) {

    String queueId() {
      return queue.queueId();
    }
  }

  public void mount(Router router, BodyHandler body) {
    router.post(PATH + "/complete").handler(body).handler(Replies.async(this::complete));
    router.post(PATH + "/abandon").handler(body).handler(Replies.async(this::abandon));
    router.post(PATH + "/extend").handler(body).handler(Replies.async(this::extend));
  }

  private Future<?> complete(RoutingContext context) {
    var session = session(context);
    JsonBody.optional(context);
    return edge.engine()
        .complete(session.queueId(), session.number())
        .compose(answer -> ended(context, session, answer, TokenState.COMPLETED));
  }

  private Future<?> abandon(RoutingContext context) {
    var session = session(context);
    JsonBody.optional(context);
    return edge.engine()
        .abandon(session.queueId(), session.number())
        .compose(answer -> ended(context, session, answer, TokenState.LEFT));
  }

  private Future<?> extend(RoutingContext context) {
    var session = session(context);
    long byMs = byMs(context);
    return edge.engine()
        .extend(session.queueId(), session.number(), byMs)
        .compose(answer -> told(context, session, answer));
  }

  private static long byMs(RoutingContext context) {
    var body = JsonBody.required(context);
    long byMs = body.requiredWhole("byMs");
    if (body.has("byMs") && (byMs < 1 || byMs > Limits.MAX_TTL_MS)) {
      body.wrong("byMs", "must be between 1 and " + Limits.MAX_TTL_MS);
    }
    body.check();
    return byMs;
  }

  private Session session(RoutingContext context) {
    key.require(context);
    var queue = edge.board().queue(context.pathParam("queueId"));
    if (queue == null) {
      throw (edge.board().isCaughtUp()
              ? Problem.of(ProblemCode.QUEUE_UNKNOWN)
              : Problem.of(ProblemCode.BEHIND).withRetryAfterMs(Jitter.around(1_000)))
          .toException();
    }
    var tokenId = context.pathParam("tokenId");
    long number = edge.tokenIds().numberOf(tokenId, queue.queueId(), queue.generation());
    if (number == 0) {
      throw Problem.of(ProblemCode.SESSION_UNKNOWN).toException();
    }
    return new Session(queue, tokenId, number);
  }

  /** The same end again is told again; another end is not undone. */
  private Future<Void> ended(
      RoutingContext context, Session session, Answer answer, TokenState end) {
    if (answer.outcome() == Outcome.REPEATED && answer.state() != end) {
      throw Problem.of(ProblemCode.SESSION_ENDED)
          .with("state", answer.state().name())
          .toException();
    }
    return told(context, session, answer);
  }

  private Future<Void> told(RoutingContext context, Session session, Answer answer) {
    if (!answer.outcome().isAccepted()) {
      throw refusal(answer).toException();
    }
    return gate.shows(answer)
        .map(
            shown -> {
              Replies.privately(context, 200, body(session, answer));
              return null;
            });
  }

  /** Only READY and ACTIVE tokens are sessions, and only an ACTIVE one can be made longer. */
  private static Problem refusal(Answer answer) {
    return switch (answer.outcome()) {
      case TOKEN_UNKNOWN -> Problem.of(ProblemCode.SESSION_UNKNOWN);
      case SESSION_OVER ->
          answer.state() != null && answer.state().isEnded()
              ? Problem.of(ProblemCode.SESSION_ENDED).with("state", answer.state().name())
              : Problem.of(ProblemCode.NOT_CALLED, "The visitor has not come in yet.");
      default -> OutcomeProblems.of(answer.outcome());
    };
  }

  private JsonObject body(Session session, Answer answer) {
    boolean lasts = answer.state().isAdmitted();
    return new JsonObject()
        .put("queueId", session.queueId())
        .put("tokenId", session.tokenId())
        .put("state", answer.state().name())
        .put(
            "expiresAt",
            lasts
                ? Instant.ofEpochMilli(edge.clock().millis() + answer.remainingMs()).toString()
                : null)
        .put("expiresInMs", lasts ? answer.remainingMs() : null);
  }
}
