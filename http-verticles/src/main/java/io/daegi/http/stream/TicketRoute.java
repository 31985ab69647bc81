package io.daegi.http.stream;

import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Replies;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.token.TicketCodec;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/queues/{queueId}/tokens/me/tickets}: a ticket that opens one stream. */
public final class TicketRoute {

  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;

  public TicketRoute(StreamParts parts) {
    this.edge = parts.edge();
    this.credentials = parts.credentials();
    this.statuses = parts.statuses();
  }

  public void mount(Router router) {
    router.post("/v1/queues/:queueId/tokens/me/tickets").handler(this::give);
  }

  private void give(RoutingContext context) {
    var token = credentials.token(context, context.pathParam("queueId")).token();
    statuses.read(token);
    var ticket = edge.tickets().encode(token);
    context.response().putHeader("Location", context.normalizedPath());
    Replies.privately(
        context,
        201,
        new JsonObject().put("ticket", ticket).put("expiresInMs", TicketCodec.TTL_MS));
  }
}
