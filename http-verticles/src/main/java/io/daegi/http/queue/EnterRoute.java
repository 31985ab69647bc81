package io.daegi.http.queue;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.OutcomeProblems;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/queues/{queueId}/tokens/me/enter}: a called visitor comes in. */
public final class EnterRoute {

  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;

  public EnterRoute(Edge edge, Credentials credentials, StatusReader statuses, BoardGate gate) {
    this.edge = edge;
    this.credentials = credentials;
    this.statuses = statuses;
    this.gate = gate;
  }

  public void mount(Router router) {
    router.post("/v1/queues/:queueId/tokens/me/enter").handler(Replies.async(this::enter));
  }

  private Future<?> enter(RoutingContext context) {
    var token = credentials.token(context, context.pathParam("queueId")).token();
    statuses.read(token);
    return edge.engine()
        .enter(token.queueId(), token.number(), token.visitor())
        .compose(
            answer -> {
              if (!answer.outcome().isAccepted()) {
                throw OutcomeProblems.of(answer.outcome()).toException();
              }
              return gate.shows(answer);
            })
        .compose(none -> statuses.body(statuses.read(token)))
        .map(
            body -> {
              Replies.privately(context, 200, body);
              return null;
            });
  }
}
