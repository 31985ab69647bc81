package io.daegi.http.queue;

import io.daegi.engine.model.VisitorId;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** {@code POST /v1/queues/{queueId}/tokens}: takes a place in line. */
public final class JoinRoute {

  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final JoinPolicy joins;

  public JoinRoute(Edge edge, Credentials credentials, StatusReader statuses, JoinPolicy joins) {
    this.edge = edge;
    this.credentials = credentials;
    this.statuses = statuses;
    this.joins = joins;
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
    return joins
        .join(context.request(), queue, known, key)
        .compose(place -> told(context, place, isBrowser));
  }

  /** Cookies count for browsers only: other clients hold their credentials themselves. */
  private VisitorId known(RoutingContext context, boolean isBrowser) {
    if (context.request().getHeader("Daegi-Visitor") != null) {
      return credentials.knownVisitor(context);
    }
    return isBrowser ? credentials.visitorOfReadableCookie(context) : null;
  }

  private Future<Void> told(RoutingContext context, JoinPolicy.Place place, boolean isBrowser) {
    var token = place.token();
    var tokenText = edge.tokens().encode(token);
    var visitorText = edge.visitors().encode(token.visitor());
    var status = statuses.readAsSeen(token);
    var told = isBrowser ? statuses.body(status) : statuses.body(status, tokenText, visitorText);
    return told.map(
        body -> {
          if (isBrowser) {
            credentials.cookies().give(context, token, tokenText, visitorText);
          }
          if (place.isNew()) {
            context
                .response()
                .putHeader("Location", "/v1/queues/" + token.queueId() + "/tokens/me");
          }
          Replies.privately(context, place.isNew() ? 201 : 200, body);
          return null;
        });
  }
}
