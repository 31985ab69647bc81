package io.daegi.http.booking;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** {@code GET /v1/reservations}, {@code GET|DELETE /v1/reservations/{id}}: the visitor's own. */
final class OwnReservationsRoute {

  private static final String ONE = "/v1/reservations/:reservationId";
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;
  private static final int MAX_CURSOR_CHARS = 128;

  private final BookingParts parts;

  OwnReservationsRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router) {
    router.get("/v1/reservations").handler(Replies.async(this::list));
    router.get(ONE).handler(Replies.async(this::get));
    router.delete(ONE).handler(Replies.async(this::release));
  }

  private Future<?> list(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    int limit = limit(Inputs.query(context, "limit"));
    var cursor = cursor(Inputs.query(context, "cursor"));
    return parts
        .booking()
        .reservations(visitor, limit, cursor)
        .map(
            reply -> {
              var page = RefusalProblems.done(context, ofQuery(reply)).value();
              Replies.privately(context, 200, BookingJson.of(page));
              return null;
            });
  }

  private static int limit(String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw Problem.field("#query/limit", "wrong-type", "must be a whole number").toException();
    }
    throw Problem.field("#query/limit", "out-of-range", "must be between 1 and " + MAX_LIMIT)
        .toException();
  }

  private static String cursor(String text) {
    if (text != null && (text.isEmpty() || text.length() > MAX_CURSOR_CHARS)) {
      throw Problem.field("#query/cursor", "malformed", "not a cursor of this list").toException();
    }
    return text;
  }

  /** Booking points at its arguments, which are parameters of the query here. */
  private static Reply<Page<Reservation>> ofQuery(Reply<Page<Reservation>> reply) {
    return reply instanceof Reply.Refused<Page<Reservation>> refused
            && refused.refusal().code() == RefusalCode.INVALID_REQUEST
            && refused.refusal().errors() != null
        ? Reply.refused(Refusal.invalid(ofQuery(refused.refusal().errors())))
        : reply;
  }

  private static List<FieldFault> ofQuery(List<FieldFault> faults) {
    return faults.stream()
        .map(fault -> new FieldFault("#query" + fault.pointer(), fault.code(), fault.detail()))
        .toList();
  }

  private Future<?> get(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    return parts
        .booking()
        .reservation(visitor, id(context))
        .map(
            reply -> {
              var reservation = RefusalProblems.done(context, reply).value();
              Replies.privately(context, 200, BookingJson.of(reservation));
              return null;
            });
  }

  private Future<?> release(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    return parts
        .booking()
        .release(visitor, id(context))
        .onComplete(done -> parts.writes().mark(visitor))
        .map(
            reply -> {
              RefusalProblems.done(context, reply);
              Replies.nothing(context);
              return null;
            });
  }

  private static UUID id(RoutingContext context) {
    return Inputs.pathId(context, "reservationId", ProblemCode.RESERVATION_UNKNOWN);
  }
}
