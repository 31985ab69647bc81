package io.daegi.http.booking;

import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ShowRef;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** {@code POST /v1/concerts/{concertId}/reservations}: holds seats, all or none. */
final class ReservationRoute {

  private static final int MAX_SEATS = 100;
  private static final int MAX_SEAT_CHARS = 64;

  private final BookingParts parts;

  ReservationRoute(BookingParts parts) {
    this.parts = parts;
  }

  private record Wish(ShowRef show, List<String> seats) {}

  void mount(Router router, BodyHandler body) {
    router
        .post("/v1/concerts/:concertId/reservations")
        .handler(body)
        .handler(Replies.async(this::reserve));
  }

  private Future<?> reserve(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    var key = Inputs.key(context);
    var wish = wish(context);
    return parts
        .concerts()
        .queueOf(wish.show().concertId())
        .compose(
            queue -> parts.callers().behind(context, RefusalProblems.done(context, queue).value()))
        .compose(caller -> parts.booking().reserve(caller, wish.show(), wish.seats(), key))
        .onComplete(done -> parts.writes().mark(visitor))
        .map(reply -> held(context, reply));
  }

  private static Wish wish(RoutingContext context) {
    var body = JsonBody.required(context);
    var show = show(context, body);
    var seats = seats(body);
    body.check();
    return new Wish(show, seats);
  }

  private static ShowRef show(RoutingContext context, JsonBody body) {
    var showId = body.text("showId", false, 128);
    var dateText = body.text("date", false, 64);
    var date = dateText == null ? null : Inputs.date(dateText);
    if (dateText != null && date == null) {
      body.wrong("date", Inputs.DATE_FORM);
    } else if (!body.has("date") && !body.has("showId")) {
      body.missing("date");
    }
    return new ShowRef(context.pathParam("concertId"), date, showId);
  }

  private static List<String> seats(JsonBody body) {
    if (body.has("seat") == body.has("seats")) {
      if (body.has("seat")) {
        body.wrong("seats", "must not stand beside seat");
      } else {
        body.missing("seats");
      }
      return List.of();
    }
    if (body.has("seat")) {
      var seat = body.text("seat", true, MAX_SEAT_CHARS);
      return seat == null ? List.of() : List.of(seat);
    }
    if (body.json().getValue("seats") instanceof JsonArray array && array.isEmpty()) {
      body.wrong("seats", "must name at least one seat");
    }
    return body.texts("seats", MAX_SEATS, MAX_SEAT_CHARS);
  }

  private static Void held(RoutingContext context, Reply<Reservation> reply) {
    var done = RefusalProblems.done(context, reply);
    if (done.created()) {
      context.response().putHeader("Location", "/v1/reservations/" + done.value().reservationId());
    }
    Replies.privately(context, done.created() ? 201 : 200, BookingJson.of(done.value()));
    return null;
  }
}
