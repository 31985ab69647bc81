package io.daegi.booking.reservation;

import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.OutboxStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Frees the seats of reservations that ended, in the transaction that ended them. */
final class SeatRelease {

  private static final String FREE = "delete from seat_claim where reservation_id = any($1)";

  private SeatRelease() {}

  /** Frees the seats and tells it. */
  static Future<Void> free(
      SqlConnection connection, List<ReservationRow> ended, List<BookingEvent> events) {
    UUID[] ids = ended.stream().map(ReservationRow::reservationId).toArray(UUID[]::new);
    return Future.all(
            connection.preparedQuery(FREE).execute(Tuple.of((Object) ids)),
            OutboxStore.add(connection, events))
        .mapEmpty();
  }
}
