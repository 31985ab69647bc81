package io.daegi.booking.reservation;

import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Purchase;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.OfReservation;
import io.daegi.booking.bus.BookingCalls.OfToken;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * Reservations as operators look for them. Nobody on the way to a seat waits for an index that only
 * they need: a token's reservations are found by reading the table.
 */
final class PurchaseStore {

  private static final String SELECT =
      """
      select r.*, p.state as paid_state, p.refusal as paid_refusal, p.created_at as paid_at
        from reservation r
        left join lateral (
          select state, refusal, created_at from payment
           where reservation_id = r.reservation_id order by created_at desc limit 1) p on true
      """;

  private static final String OF_TOKEN =
      SELECT + " where r.queue_id = $1 and r.token_id = $2 order by r.created_at desc limit 100";

  private static final String FIND = SELECT + " where r.reservation_id = $1";

  private final Database database;

  PurchaseStore(Database database) {
    this.database = database;
  }

  Future<Reply<List<Purchase>>> ofToken(OfToken ask) {
    return database
        .query(OF_TOKEN, Tuple.of(ask.queueId(), ask.tokenId()))
        .map(rows -> Reply.done(all(rows)));
  }

  Future<Reply<Purchase>> find(OfReservation ask) {
    return database
        .query(FIND, Tuple.of(ask.reservationId()))
        .map(
            rows ->
                all(rows).stream()
                    .findFirst()
                    .map(Reply::done)
                    .orElseGet(() -> Reply.refused(SaleRefusals.unknown())));
  }

  private static List<Purchase> all(RowSet<Row> rows) {
    List<Purchase> found = new ArrayList<>(rows.size());
    rows.forEach(row -> found.add(of(row)));
    return found;
  }

  private static Purchase of(Row row) {
    ReservationRow reservation = ReservationRow.of(row);
    return new Purchase(
        reservation.toReservation(),
        reservation.owner().visitor(),
        reservation.owner().tokenId(),
        reservation.owner().number(),
        reservation.owner().generation(),
        reservation.reason(),
        attempt(row));
  }

  private static Purchase.Attempt attempt(Row row) {
    String state = row.getString("paid_state");
    return state == null
        ? null
        : new Purchase.Attempt(
            PaymentState.valueOf(state),
            row.getString("paid_refusal"),
            row.getOffsetDateTime("paid_at").toInstant());
  }
}
