package io.daegi.booking.reservation;

import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which seats are held or sold, as the database says now. */
final class SeatMapStore {

  private static final String CLAIMS = "select seat, sold from seat_claim where show_id = $1";

  private static final String COUNTS =
      "select show_id, count(*) as claimed from seat_claim where show_id = any($1) group by show_id";

  private final Database database;

  SeatMapStore(Database database) {
    this.database = database;
  }

  /** Every claimed seat of a show, and whether it is sold. */
  Future<Map<String, Boolean>> claims(String showId) {
    return database
        .query(CLAIMS, Tuple.of(showId))
        .map(
            rows -> {
              Map<String, Boolean> seatToSold = new HashMap<>();
              rows.forEach(row -> seatToSold.put(row.getString("seat"), row.getBoolean("sold")));
              return seatToSold;
            });
  }

  /** How many seats of each show are claimed; shows without claims are missing. */
  Future<Map<String, Integer>> counts(List<String> showIds) {
    return database
        .query(COUNTS, Tuple.of((Object) showIds.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Integer> showToClaimed = new HashMap<>();
              rows.forEach(
                  row -> showToClaimed.put(row.getString("show_id"), row.getInteger("claimed")));
              return showToClaimed;
            });
  }
}
