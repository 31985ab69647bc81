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

  /** All seats of a reservation at the same moment; 0.2 to 2 seconds from now. */
  private static final String FREE_SOON =
      """
      update seat_claim c
         set free_at = clock_timestamp() + (200 + 1800 * ended.luck) * interval '1 ms'
        from (select id, random() as luck from unnest($1::uuid[]) as id) ended
       where c.reservation_id = ended.id""";

  private SeatRelease() {}

  /** Has the seats come back after a short random delay, and tells that they will. */
  static Future<Void> freeSoon(
      SqlConnection connection, List<ReservationRow> ended, List<BookingEvent> events) {
    return free(FREE_SOON, connection, ended, events);
  }

  /** Frees the seats and tells it. */
  static Future<Void> free(
      SqlConnection connection, List<ReservationRow> ended, List<BookingEvent> events) {
    return free(FREE, connection, ended, events);
  }

  private static Future<Void> free(
      String sql, SqlConnection connection, List<ReservationRow> ended, List<BookingEvent> events) {
    UUID[] ids = ended.stream().map(ReservationRow::reservationId).toArray(UUID[]::new);
    return Future.all(
            connection.preparedQuery(sql).execute(Tuple.of((Object) ids)),
            OutboxStore.add(connection, events))
        .mapEmpty();
  }
}
