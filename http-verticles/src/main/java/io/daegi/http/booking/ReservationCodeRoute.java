package io.daegi.http.booking;

import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.ReservationState;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /v1/reservations/{id}/code}: what is shown at the door, a QR code of the reservation's
 * id. It proves nothing by itself: whoever reads it looks the reservation up.
 */
final class ReservationCodeRoute {

  /** What scanners need around it. */
  private static final int QUIET_MODULES = 4;

  private final BookingParts parts;

  ReservationCodeRoute(BookingParts parts) {
    this.parts = parts;
  }

  void mount(Router router) {
    router.get("/v1/reservations/:reservationId/code").handler(Replies.async(this::get));
  }

  private Future<?> get(RoutingContext context) {
    var visitor = parts.credentials().visitor(context);
    var id = Inputs.pathId(context, "reservationId", ProblemCode.RESERVATION_UNKNOWN);
    return parts
        .booking()
        .reservation(visitor, id)
        .map(
            reply -> {
              write(context, RefusalProblems.done(context, reply).value());
              return null;
            });
  }

  private static void write(RoutingContext context, Reservation reservation) {
    if (reservation.state() != ReservationState.CONFIRMED) {
      throw Problem.of(ProblemCode.NOT_CONFIRMED).toException();
    }
    context
        .response()
        .putHeader("Content-Type", "image/svg+xml")
        .putHeader("Cache-Control", "no-store")
        .end(svg(QrCode.encodeText(reservation.reservationId().toString(), QrCode.Ecc.MEDIUM)));
  }

  /** Always dark on white, whatever the page's colours are: not every scanner reads the inverse. */
  private static String svg(QrCode code) {
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET_MODULES).append(' ').append(y + QUIET_MODULES);
          path.append("h1v1h-1z");
        }
      }
    }
    int size = code.size + 2 * QUIET_MODULES;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
        """
        .formatted(size, path);
  }
}
