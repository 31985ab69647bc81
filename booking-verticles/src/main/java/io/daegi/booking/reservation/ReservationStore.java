package io.daegi.booking.reservation;

import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventType;
import io.daegi.booking.store.Database;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads reservations and ends holds: given back by their owner, or run out. */
final class ReservationStore {

  static final String RELEASED = "released";
  static final String RAN_OUT = "hold-expired";

  private static final String FIND =
      "select * from reservation where reservation_id = $1 and visitor = $2";

  private static final String NEWEST =
      """
      select * from reservation where visitor = $1
       order by created_at desc, reservation_id desc limit $2""";

  private static final String NEXT =
      """
      select * from reservation
       where visitor = $1
         and (created_at, reservation_id) < (
           select created_at, reservation_id from reservation
            where reservation_id = $3 and visitor = $1)
       order by created_at desc, reservation_id desc limit $2""";

  private static final String RELEASE =
      """
      update reservation set state = 'CANCELLED', reason = 'released'
       where reservation_id = $1 and visitor = $2 and state = 'HELD' returning *""";

  private static final String RELEASE_ALL =
      """
      update reservation set state = 'CANCELLED', reason = 'released'
       where visitor = $1 and queue_id = $2 and state = 'HELD' returning *""";

  private static final String EXPIRE =
      """
      update reservation set state = 'EXPIRED', reason = 'hold-expired'
       where reservation_id in (
         select reservation_id from reservation
          where state = 'HELD' and due_at <= shop_now()
          order by due_at limit $1 for update skip locked)
      returning *""";

  private static final String FREE_DUE =
      """
      delete from seat_claim c using reservation r
       where c.free_at <= clock_timestamp() and r.reservation_id = c.reservation_id
      returning c.show_id, r.concert_id""";

  private final Database database;

  ReservationStore(Database database) {
    this.database = database;
  }

  Future<Optional<ReservationRow>> find(VisitorId visitor, UUID reservationId) {
    return database
        .query(FIND, Tuple.of(reservationId, visitor.toUuid()))
        .map(rows -> ReservationRow.all(rows).stream().findFirst());
  }

  /**
   * The visitor's reservations, newest first.
   *
   * @param after the last one of the part before; null for the first part
   */
  Future<List<ReservationRow>> list(VisitorId visitor, int limit, UUID after) {
    return (after == null
            ? database.query(NEWEST, Tuple.of(visitor.toUuid(), limit))
            : database.query(NEXT, Tuple.of(visitor.toUuid(), limit, after)))
        .map(ReservationRow::all);
  }

  /** Frees the seats of one own hold; empty when it is not HELD. */
  Future<List<ReservationRow>> release(VisitorId visitor, UUID reservationId) {
    return end(
        RELEASE,
        Tuple.of(reservationId, visitor.toUuid()),
        EventType.RESERVATION_CANCELLED,
        RELEASED);
  }

  /** Frees the seats of every hold that the visitor made under the queue. */
  Future<List<ReservationRow>> releaseAll(VisitorId visitor, String queueId) {
    return end(
        RELEASE_ALL,
        Tuple.of(visitor.toUuid(), queueId),
        EventType.RESERVATION_CANCELLED,
        RELEASED);
  }

  /** Ends holds that ran out by the shop's clock, a bounded number at a time; the seats wait. */
  Future<List<ReservationRow>> expire(int limit) {
    return end(
        EXPIRE, Tuple.of(limit), EventType.RESERVATION_EXPIRED, RAN_OUT, SeatRelease::freeSoon);
  }

  /** Frees seats that waited long enough after their hold ran out; says of which shows. */
  Future<Set<FreedShow>> freeDue() {
    return database
        .query(FREE_DUE, Tuple.tuple())
        .map(
            rows -> {
              Set<FreedShow> shows = new HashSet<>();
              rows.forEach(
                  row ->
                      shows.add(
                          new FreedShow(row.getString("concert_id"), row.getString("show_id"))));
              return shows;
            });
  }

  /** A show some of whose seats came back. */
  record FreedShow(String concertId, String showId) {}

  /** What becomes of the seats of reservations that end, in the same transaction. */
  private interface Release {
    Future<Void> of(SqlConnection connection, List<ReservationRow> ended, List<BookingEvent> told);
  }

  private Future<List<ReservationRow>> end(
      String sql, Tuple parameters, EventType type, String reason) {
    return end(sql, parameters, type, reason, SeatRelease::free);
  }

  private Future<List<ReservationRow>> end(
      String sql, Tuple parameters, EventType type, String reason, Release release) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(ReservationRow::all)
                .compose(
                    ended -> {
                      if (ended.isEmpty()) {
                        return Future.succeededFuture(ended);
                      }
                      List<BookingEvent> events =
                          ended.stream().map(row -> row.event(type, reason)).toList();
                      return release.of(connection, ended, events).map(freed -> ended);
                    }));
  }
}
