package io.daegi.booking.outbox;

import io.daegi.booking.bus.BusJson;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outbox table: events that are true and that Kafka has not acknowledged yet. */
public final class OutboxStore {

  private static final int RELAY_LOCKS = 2;

  /** Takes one {@link #row}. */
  public static final String ADD =
      """
      insert into outbox
        (partition, event_id, type, token_id, subject, data, hold_until, traceparent)
      values ($1, $2, $3, $4, $5, $6, $7, $8)""";

  private static final String TRY_LOCK = "select pg_try_advisory_lock($1, $2) as taken";

  private static final String OLDEST =
      """
      select id, event_id, type, token_id, subject, data, hold_until, created_at,
             clock_timestamp() as read_at, traceparent
        from outbox where partition = $1 order by id limit $2""";

  private static final String DELETE = "delete from outbox where id = any($1)";

  private OutboxStore() {}

  /** Adds events in the transaction of their effect, in this order. */
  public static Future<Void> add(SqlClient connection, List<BookingEvent> events) {
    Future<Void> added = Future.succeededFuture();
    for (BookingEvent event : events) {
      Future<Void> one = connection.preparedQuery(ADD).execute(row(event)).mapEmpty();
      added = Future.all(added, one).mapEmpty();
    }
    return added;
  }

  /**
   * One event as the outbox keeps it, and the trace of whoever writes it: to be made where it is
   * written.
   */
  public static Tuple row(BookingEvent event) {
    return Tuple.of(
            event.owner().partition(),
            UUID.randomUUID(),
            event.type().type(),
            event.owner().tokenId(),
            event.subject(),
            BusJson.write(event.data()))
        .addOffsetDateTime(atUtc(event.holdUntil()))
        .addString(TraceParent.current());
  }

  private static OffsetDateTime atUtc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** Whether this session now owns the relay of the partition, until it ends. */
  static Future<Boolean> tryLock(SqlConnection session, int partition) {
    return session
        .preparedQuery(TRY_LOCK)
        .execute(Tuple.of(RELAY_LOCKS, partition))
        .map(rows -> rows.iterator().next().getBoolean("taken"));
  }

  /** The oldest rows of a partition, in order. */
  static Future<List<OutboxRow>> oldest(SqlConnection session, int partition, int limit) {
    return session
        .preparedQuery(OLDEST)
        .execute(Tuple.of(partition, limit))
        .map(
            rows -> {
              List<OutboxRow> found = new ArrayList<>(rows.size());
              rows.forEach(row -> found.add(OutboxRow.of(row)));
              return found;
            });
  }

  static Future<Void> delete(SqlConnection session, List<OutboxRow> rows) {
    Long[] ids = rows.stream().map(OutboxRow::id).toArray(Long[]::new);
    return session.preparedQuery(DELETE).execute(Tuple.of((Object) ids)).mapEmpty();
  }
}
