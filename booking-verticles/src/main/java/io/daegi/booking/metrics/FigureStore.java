package io.daegi.booking.metrics;

import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Figures that only the database knows; each is cheap by an index. */
final class FigureStore {

  private static final String LIVING =
      """
      select (select count(*) from reservation
               where state = 'HELD' and due_at is not null) as held,
             (select count(*) from reservation
               where state = 'PAYING' and due_at is not null) as paying,
             (select count(*) from outbox) as outbox""";

  private static final String IMBALANCED =
      """
      select count(*) as imbalanced from ledger_imbalance
       where created_at > now() - $1 * interval '1 ms'""";

  private final Database database;

  FigureStore(Database database) {
    this.database = database;
  }

  record Living(long held, long paying, long outbox) {}

  Future<Living> living() {
    return database
        .query(LIVING, Tuple.tuple())
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Living(row.getLong("held"), row.getLong("paying"), row.getLong("outbox"));
            });
  }

  /** Transactions of this last stretch of time whose postings do not sum to zero. */
  Future<Long> imbalanced(long withinMs) {
    return database
        .query(IMBALANCED, Tuple.of(withinMs))
        .map(rows -> rows.iterator().next().getLong("imbalanced"));
  }
}
