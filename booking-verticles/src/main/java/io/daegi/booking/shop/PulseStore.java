package io.daegi.booking.shop;

import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Beats the shop's clock in the database. */
final class PulseStore {

  private static final String BEAT =
      """
      select shop_beat($1) as moved,
             array(select distinct queue_id from concert order by queue_id) as queues""";

  private final Database database;
  private final long recoveryGraceMs;

  PulseStore(Database database, long recoveryGraceMs) {
    this.database = database;
    this.recoveryGraceMs = recoveryGraceMs;
  }

  /**
   * @param moved how many holds got time back because the shop had been away
   * @param queueIds the queues that stand in front of a concert
   */
  record Beat(long moved, List<String> queueIds) {}

  Future<Beat> beat() {
    return database
        .query(BEAT, Tuple.of(recoveryGraceMs))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Beat(row.getLong("moved"), List.of(row.getArrayOfStrings("queues")));
            });
  }
}
