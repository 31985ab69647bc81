package io.daegi.http.booking;

import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.Show;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Booking's values in the shapes of the public contract. */
public final class BookingJson {

  private BookingJson() {}

  public static JsonObject of(Money money) {
    return new JsonObject().put("amount", money.amount()).put("currency", money.currency());
  }

  public static JsonObject of(Concert concert) {
    return new JsonObject()
        .put("concertId", concert.concertId())
        .put("title", concert.title())
        .put("queueId", concert.queueId())
        .put("currency", concert.currency())
        .put("holdTtlMs", concert.holdTtlMs())
        .put("maxSeatsPerVisitor", concert.maxSeatsPerVisitor())
        .put("availability", concert.availability().name())
        .put("shows", array(concert.shows(), BookingJson::of));
  }

  private static JsonObject of(Show show) {
    return new JsonObject()
        .put("showId", show.showId())
        .put("date", show.date().toString())
        .put("startsAt", text(show.startsAt()));
  }

  /** A list that is whole: everything of it in one part. */
  static JsonObject ofConcerts(List<Concert> concerts) {
    return new JsonObject()
        .put("items", array(concerts, BookingJson::of))
        .put("next", (Object) null);
  }

  static JsonObject of(AvailableDates dates) {
    return new JsonObject()
        .put(
            "dates",
            array(
                dates.dates(),
                date ->
                    new JsonObject()
                        .put("showId", date.showId())
                        .put("date", date.date().toString())
                        .put("available", date.available())
                        .put("total", date.total())));
  }

  /** Every seat written out. */
  static JsonObject of(SeatMap map) {
    return headOf(map)
        .put(
            "seats",
            array(
                map.seats(),
                seat ->
                    new JsonObject()
                        .put("seat", seat.seat())
                        .put("section", seat.section())
                        .put("price", of(seat.price()))
                        .put("state", seat.state().name())));
  }

  /** One letter a seat, row by row: A available, H held, S sold. */
  static JsonObject compactOf(SeatMap map) {
    return headOf(map)
        .put(
            "sections",
            array(
                map.sections(),
                section ->
                    new JsonObject()
                        .put("section", section.name())
                        .put("rows", section.rows())
                        .put("seatsPerRow", section.seatsPerRow())
                        .put("price", of(section.price()))
                        .put("states", section.states())));
  }

  private static JsonObject headOf(SeatMap map) {
    return new JsonObject()
        .put("showId", map.showId())
        .put("date", map.date().toString())
        .put("version", map.version());
  }

  public static JsonObject of(Reservation reservation) {
    return new JsonObject()
        .put("reservationId", reservation.reservationId().toString())
        .put("state", reservation.state().name())
        .put("concertId", reservation.concertId())
        .put("queueId", reservation.queueId())
        .put("showId", reservation.showId())
        .put("date", reservation.date().toString())
        .put("seats", new JsonArray(reservation.seats()))
        .put("total", of(reservation.total()))
        .put("createdAt", text(reservation.createdAt()))
        .put("holdUntil", text(reservation.holdUntil()))
        .put("paymentId", text(reservation.paymentId()));
  }

  static JsonObject of(Page<Reservation> page) {
    return new JsonObject()
        .put("items", array(page.items(), BookingJson::of))
        .put("next", page.next());
  }

  static JsonObject of(Balance balance) {
    return new JsonObject()
        .put("balance", of(balance.balance()))
        .put("balances", array(balance.balances(), BookingJson::of));
  }

  static JsonObject of(Payment payment) {
    return new JsonObject()
        .put("paymentId", payment.paymentId().toString())
        .put("state", payment.state().name())
        .put("amount", of(payment.amount()))
        .put("reason", payment.reason())
        .put("redirectUrl", payment.redirectUrl())
        .put("reservation", of(payment.reservation()));
  }

  private static <T> JsonArray array(Collection<T> values, Function<T, JsonObject> shape) {
    var array = new JsonArray();
    values.forEach(value -> array.add(shape.apply(value)));
    return array;
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
