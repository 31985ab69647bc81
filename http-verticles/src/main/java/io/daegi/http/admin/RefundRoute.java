package io.daegi.http.admin;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.booking.BookingJson;
import io.daegi.http.booking.RefusalProblems;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.UUID;

/**
 * {@code POST /admin/v1/reservations/{reservationId}/refund}: a paid reservation given back, money
 * and seats.
 */
final class RefundRoute {

  private final BookingClient booking;
  private final AuditTrail trail;

  RefundRoute(BookingClient booking, AuditTrail trail) {
    this.booking = booking;
    this.trail = trail;
  }

  void mount(Router router, BodyHandler body) {
    router
        .post("/admin/v1/reservations/:reservationId/refund")
        .handler(body)
        .handler(Replies.async(this::refund));
  }

  private Future<?> refund(RoutingContext context) {
    Operator.of(context);
    var reservationId = reservationId(context);
    var body = JsonBody.required(context);
    var why = QueueCommands.reason(body);
    if (why == null) {
      body.missing("reason");
    }
    body.check();
    return booking
        .refund(reservationId, why)
        .map(reply -> RefusalProblems.done(context, reply))
        .compose(done -> note(context, done, why))
        .map(
            done -> {
              Replies.privately(context, 200, BookingJson.of(done.value()));
              return null;
            });
  }

  private Future<Reply.Done<Reservation>> note(
      RoutingContext context, Reply.Done<Reservation> done, String why) {
    if (done.replayed()) {
      return Future.succeededFuture(done);
    }
    var change =
        new Change(
            "reservation-refunded",
            "reservations/" + done.value().reservationId(),
            new JsonObject().put("state", "CONFIRMED"),
            BookingJson.of(done.value()),
            why);
    return trail.note(context, change).map(done);
  }

  private static UUID reservationId(RoutingContext context) {
    try {
      return UUID.fromString(context.pathParam("reservationId"));
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemCode.RESERVATION_UNKNOWN).toException();
    }
  }
}
