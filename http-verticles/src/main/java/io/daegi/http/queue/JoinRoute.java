package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.VisitorPolicy;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;

/** {@code POST /v1/queues/{queueId}/tokens}: takes a place in line. */
public final class JoinRoute {

  private static final long KEY_SHOWS_PLACE_MS = 120_000;

  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final VisitorPolicy visitors;
  private final JoinLimit limit;
  private final JoinCounter counter;

  public JoinRoute(
      Edge edge,
      Credentials credentials,
      StatusReader statuses,
      BoardGate gate,
      VisitorPolicy visitors,
      JoinLimit limit,
      JoinCounter counter) {
    this.edge = edge;
    this.credentials = credentials;
    this.statuses = statuses;
    this.gate = gate;
    this.visitors = visitors;
    this.limit = limit;
    this.counter = counter;
  }

  public void mount(Router router, BodyHandler body) {
    router.post("/v1/queues/:queueId/tokens").handler(body).handler(Replies.async(this::join));
  }

  private Future<?> join(RoutingContext context) {
    JsonBody.optional(context);
    var queue = statuses.queue(context.pathParam("queueId"));
    boolean isBrowser = "web".equals(context.request().getHeader("Daegi-Client"));
    var known = known(context, isBrowser);
    var key = context.request().getHeader("Idempotency-Key");
    var visitor = visitors.visitorOf(queue.queueId(), known, key);
    return limit
        .admit(edge.clients().clientAddress(context.request()))
        .onFailure(refused -> counter.countTooMany(queue.queueId()))
        .compose(
            counted ->
                edge.engine()
                    .join(queue.queueId(), visitor)
                    .onSuccess(answer -> giveBack(counted, answer.outcome())))
        .compose(
            answer -> {
              if (known == null) {
                requireFreshKey(answer);
              }
              return joined(context, queue, visitor, answer, isBrowser);
            });
  }

  /** A join that may have taken a place stays counted: asked again, it is a repeat. */
  private static void giveBack(JoinLimit.Counted counted, Outcome outcome) {
    if (outcome != Outcome.DONE && outcome != Outcome.UNKNOWN) {
      counted.giveBack();
    }
  }

  /** A key alone shows a place for a short while: it may have been seen by others since. */
  private static void requireFreshKey(Answer answer) {
    boolean isFresh = answer.sinceJoinMs() >= 0 && answer.sinceJoinMs() <= KEY_SHOWS_PLACE_MS;
    if (answer.outcome() == Outcome.REPEATED && !isFresh) {
      throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_EXPIRED).toException();
    }
  }

  /** Cookies count for browsers only: other clients hold their credentials themselves. */
  private VisitorId known(RoutingContext context, boolean isBrowser) {
    if (context.request().getHeader("Daegi-Visitor") != null) {
      return credentials.knownVisitor(context);
    }
    return isBrowser ? credentials.visitorOfReadableCookie(context) : null;
  }

  private Future<Void> joined(
      RoutingContext context,
      QueueView queue,
      VisitorId visitor,
      Answer answer,
      boolean isBrowser) {
    counter.count(queue.queueId(), answer.outcome());
    if (!answer.outcome().isAccepted()) {
      throw refusal(answer.outcome(), queue).toException();
    }
    var token = new QueueToken(queue.queueId(), answer.generation(), answer.number(), 0, visitor);
    var tokenText = edge.tokens().encode(token);
    var visitorText = edge.visitors().encode(visitor);
    return gate.shows(answer)
        .compose(
            none -> {
              var status = statuses.readAsSeen(token);
              return isBrowser
                  ? statuses.body(status)
                  : statuses.body(status, tokenText, visitorText);
            })
        .map(
            body -> {
              if (isBrowser) {
                credentials.cookies().give(context, token, tokenText, visitorText);
              }
              boolean isNew = answer.outcome() == Outcome.DONE;
              if (isNew) {
                context
                    .response()
                    .putHeader("Location", "/v1/queues/" + queue.queueId() + "/tokens/me");
              }
              Replies.privately(context, isNew ? 201 : 200, body);
              return null;
            });
  }

  private static Problem refusal(Outcome outcome, QueueView queue) {
    var problem = OutcomeProblems.of(outcome);
    return outcome == Outcome.QUEUE_NOT_OPEN && queue.settings().opensAtMs() > 0
        ? problem.with("opensAt", Instant.ofEpochMilli(queue.settings().opensAtMs()).toString())
        : problem;
  }
}
