package io.daegi.http.queue;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET|DELETE /v1/queues/{queueId}/tokens/me}: where the caller stands, and leaving. */
public final class TokenRoute {

  private static final String PATH = "/v1/queues/:queueId/tokens/me";

  private final LeavePolicy leaving;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;

  public TokenRoute(
      LeavePolicy leaving, Credentials credentials, StatusReader statuses, BoardGate gate) {
    this.leaving = leaving;
    this.credentials = credentials;
    this.statuses = statuses;
    this.gate = gate;
  }

  public void mount(Router router) {
    router.get(PATH).handler(Replies.async(this::get));
    router.delete(PATH).handler(Replies.async(this::leave));
  }

  private Future<?> get(RoutingContext context) {
    var token = credentials.token(context, context.pathParam("queueId")).token();
    var queue = statuses.queue(token.queueId());
    return gate.reached(queue.partition(), SeenVersion.ofQuery(context))
        .compose(none -> statuses.json(statuses.readAsSeen(token)))
        .map(
            json -> {
              Replies.privately(context, 200, json);
              return null;
            });
  }

  private Future<?> leave(RoutingContext context) {
    var token = credentials.token(context, context.pathParam("queueId")).token();
    statuses.read(token);
    return leaving
        .leave(token)
        .map(
            none -> {
              Replies.nothing(context);
              return null;
            });
  }
}
