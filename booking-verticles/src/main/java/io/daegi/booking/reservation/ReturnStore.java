package io.daegi.booking.reservation;

import io.daegi.booking.outbox.EventType;
import io.daegi.booking.outbox.OutboxStore;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The reservation's side of a refund: {@code CONFIRMED → REFUNDING} before the money moves back, so
 * that a stop in between is finished by anybody, then {@code REFUNDING → REFUNDED} with the seats.
 */
final class ReturnStore {

  static final String REFUNDED = "refunded";

  private static final String FIND = "select * from reservation where reservation_id = $1";

  private static final String BEGIN =
      """
      update reservation
         set state = 'REFUNDING', refund_reason = coalesce(refund_reason, $2),
             refund_by = clock_timestamp() + $3 * interval '1 ms'
       where reservation_id = $1
         and (state = 'CONFIRMED' or (state = 'REFUNDING' and refund_by <= clock_timestamp()))
      returning *""";

  private static final String FINISH =
      """
      update reservation set state = 'REFUNDED', reason = 'refunded', refund_by = null
       where reservation_id = $1 and payment_id = $2 and state = 'REFUNDING' returning *""";

  private static final String TAKE_OVERDUE =
      """
      update reservation set refund_by = clock_timestamp() + $2 * interval '1 ms'
       where reservation_id in (
         select reservation_id from reservation
          where state = 'REFUNDING' and due_at <= clock_timestamp()
          order by due_at limit $1 for update skip locked)
      returning *""";

  private static final String TELL_LATE_MONEY =
      """
      update reservation set late_money_told = true
       where reservation_id = $1 and payment_id = $2 and not late_money_told
         and state = 'CANCELLED'
      returning *""";

  private final Database database;
  private final long refundWithinMs;

  /**
   * @param refundWithinMs after which a refund under way counts as interrupted
   */
  ReturnStore(Database database, long refundWithinMs) {
    this.database = database;
    this.refundWithinMs = refundWithinMs;
  }

  /** Any visitor's reservation: operators ask. */
  Future<Optional<ReservationRow>> find(UUID reservationId) {
    return database
        .query(FIND, Tuple.of(reservationId))
        .map(rows -> ReservationRow.all(rows).stream().findFirst());
  }

  /** The reservation is given back from now on; empty when it is not a paid one. */
  Future<Optional<ReservationRow>> begin(UUID reservationId, String reason) {
    return database
        .query(BEGIN, Tuple.of(reservationId, reason, refundWithinMs))
        .map(rows -> ReservationRow.all(rows).stream().findFirst());
  }

  /** The money is back: the seats are free. Empty when somebody was quicker. */
  Future<List<ReservationRow>> finish(RefundOrder order) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(FINISH)
                .execute(Tuple.of(order.reservationId(), order.paymentId()))
                .map(ReservationRow::all)
                .compose(rows -> free(connection, rows)));
  }

  private static Future<List<ReservationRow>> free(
      SqlConnection connection, List<ReservationRow> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture(rows)
        : SeatRelease.free(
                connection,
                rows,
                rows.stream().map(row -> row.event(EventType.PAYMENT_REFUNDED, REFUNDED)).toList())
            .map(freed -> rows);
  }

  /** Money that came in after its hold was gone is back: tells it, once. */
  Future<Void> tellLateMoney(RefundOrder order) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(TELL_LATE_MONEY)
                .execute(Tuple.of(order.reservationId(), order.paymentId()))
                .map(ReservationRow::all)
                .compose(
                    rows ->
                        OutboxStore.add(
                            connection,
                            rows.stream()
                                .map(row -> row.event(EventType.PAYMENT_REFUNDED, REFUNDED))
                                .toList())));
  }

  /** Takes refunds that were interrupted; nobody else takes them for the same time again. */
  Future<List<RefundOrder>> takeOverdue(int limit) {
    return database
        .query(TAKE_OVERDUE, Tuple.of(limit, refundWithinMs))
        .map(rows -> ReservationRow.all(rows).stream().map(ReturnStore::order).toList());
  }

  static RefundOrder order(ReservationRow row) {
    return new RefundOrder(
        row.paymentId(), row.owner().visitor(), row.reservationId(), row.total());
  }
}
