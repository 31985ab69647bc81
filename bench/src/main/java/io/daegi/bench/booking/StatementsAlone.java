package io.daegi.bench.booking;

import io.daegi.bench.edge.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The statements of a purchase, sent by pgbench to books of their own. */
final class StatementsAlone {

  private final ShopHouse house;
  private final Books books;
  private final Pgbench pgbench;
  private final PurchaseRecording recording;
  private final Path script;
  private long bought = 2;

  private StatementsAlone(
      ShopHouse house, Books books, Pgbench pgbench, PurchaseRecording recording, Path script) {
    this.house = house;
    this.books = books;
    this.pgbench = pgbench;
    this.recording = recording;
    this.script = script;
  }

  /** Has the real booking side make the schema and buy there, and leaves its statements alone. */
  static StatementsAlone of(ShopHouse house, Books books, Pgbench pgbench, int rows)
      throws IOException, SQLException {
    PurchaseRecording recording;
    try (ServerProcess shop = house.shop(books, 0, "rows=" + rows)) {
      recording = PurchaseRecording.of(house.services().databaseLog(), books, shop);
    }
    books.execute("create sequence bench_seat minvalue 0 start 1000 cache 1000");
    Path script = house.edges().keep("purchase.sql", recording.script());
    return new StatementsAlone(house, books, pgbench, recording, script);
  }

  Pgbench.Result run(int clients, int seconds) throws IOException, SQLException {
    Pgbench.Result result =
        pgbench.run(house.services().database(), books.name(), script, clients, seconds);
    bought += result.purchases();
    books.requireSold(bought);
    books.execute("truncate outbox");
    return result;
  }

  @Override
  public String toString() {
    return "%d statements in %d transactions"
        .formatted(recording.statements(), recording.transactions().size());
  }
}
