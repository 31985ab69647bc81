package io.daegi.http.booking;

import io.daegi.http.edge.Edge;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** Every route of booking, in the order of a purchase. */
public final class BookingRoutes {

  private final BookingParts parts;
  private final Edge edge;

  public BookingRoutes(BookingParts parts, Edge edge) {
    this.parts = parts;
    this.edge = edge;
  }

  public void mount(Router router, BodyHandler body) {
    new ConcertRoute(parts).mount(router);
    new DatesRoute(parts).mount(router);
    new SeatsRoute(parts, edge).mount(router);
    new ReservationRoute(parts).mount(router, body);
    new OwnReservationsRoute(parts).mount(router);
    new ReservationCodeRoute(parts).mount(router);
    new BalanceRoute(parts).mount(router, body);
    new PaymentRoute(parts).mount(router, body);
    new PaymentWebhookRoute(parts).mount(router, body);
  }
}
