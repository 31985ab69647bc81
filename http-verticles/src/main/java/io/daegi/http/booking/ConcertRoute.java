package io.daegi.http.booking;

import io.daegi.http.edge.Content;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /v1/concerts} and {@code /v1/concerts/{concertId}}: what is on sale, for everybody.
 */
final class ConcertRoute {

  private static final int MAX_AGE_SECONDS = 60;

  private final ConcertMemory concerts;

  ConcertRoute(BookingParts parts) {
    this.concerts = parts.concerts();
  }

  void mount(Router router) {
    router.get("/v1/concerts").handler(Replies.async(this::list));
    router.get("/v1/concerts/:concertId").handler(Replies.async(this::get));
  }

  private Future<?> list(RoutingContext context) {
    return concerts
        .all()
        .map(
            reply ->
                publish(
                    context, BookingJson.ofConcerts(RefusalProblems.done(context, reply).value())));
  }

  private Future<?> get(RoutingContext context) {
    return concerts
        .find(context.pathParam("concertId"))
        .map(
            reply ->
                publish(context, BookingJson.of(RefusalProblems.done(context, reply).value())));
  }

  private static Void publish(RoutingContext context, JsonObject body) {
    Replies.publicly(context, MAX_AGE_SECONDS, Content.made(Replies.JSON, body.toBuffer()));
    return null;
  }
}
