package io.daegi.booking.store;

import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * Advisory locks that last until the transaction's end. Taken first and in this order: concert,
 * visitor; so they cannot lock each other out.
 */
public final class BookingLocks {

  private static final int CONCERTS = 1;

  private BookingLocks() {}

  /** One writing request at a time for each visitor. */
  public static Future<Void> lockVisitor(SqlClient connection, VisitorId visitor) {
    return connection
        .preparedQuery("select pg_advisory_xact_lock($1)")
        .execute(Tuple.of(visitor.high() ^ visitor.low()))
        .mapEmpty();
  }

  /** Both locks of a hold: the concert's, shared, then the visitor's. */
  public static Future<Void> lockForHold(
      SqlClient connection, String concertId, VisitorId visitor) {
    return connection
        .preparedQuery(
            "select pg_advisory_xact_lock_shared($1, hashtext($2)), pg_advisory_xact_lock($3)")
        .execute(Tuple.of(CONCERTS, concertId, visitor.high() ^ visitor.low()))
        .mapEmpty();
  }

  /** Nobody takes a seat of the concert meanwhile. */
  public static Future<Void> lockConcert(SqlClient connection, String concertId) {
    return connection
        .preparedQuery("select pg_advisory_xact_lock($1, hashtext($2))")
        .execute(Tuple.of(CONCERTS, concertId))
        .mapEmpty();
  }
}
