package io.daegi.http.booking;

import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/concerts/{concertId}/available-dates}: how much is left of each date. */
final class DatesRoute {

  private final BookingParts parts;

  DatesRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router) {
    router
        .get("/v1/concerts/:concertId/available-dates")
        .handler(Replies.async(this::availableDates));
  }

  private Future<?> availableDates(RoutingContext context) {
    parts.credentials().visitor(context);
    var concertId = context.pathParam("concertId");
    return parts
        .concerts()
        .queueOf(concertId)
        .compose(
            queue -> parts.callers().behind(context, RefusalProblems.done(context, queue).value()))
        .compose(caller -> parts.booking().availableDates(caller, concertId))
        .map(
            reply -> {
              var dates = RefusalProblems.done(context, reply).value();
              var body = BookingJson.of(dates).toBuffer();
              Replies.privately(context, Replies.etag(body), Replies.JSON, () -> body);
              return null;
            });
  }
}
