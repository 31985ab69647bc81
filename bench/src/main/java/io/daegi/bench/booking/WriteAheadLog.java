package io.daegi.bench.booking;

import io.daegi.embedded.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The log of a database that has worked before. PostgreSQL writes old segments of it again where
 * there are some; in a new database it makes one for every 16 MB, and all commits wait until the
 * disk has its zeros.
 */
final class WriteAheadLog {

  /** What is kept of {@code min_wal_size}, but for what a checkpoint takes. */
  private static final int SEGMENTS = 30;

  private WriteAheadLog() {}

  /** Leaves segments behind for the next statements to write on. */
  static void writeOnce(EmbeddedDatabase database) throws SQLException {
    try (Connection connection = Books.connect(database, database.database());
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < SEGMENTS; i++) {
        statement.execute("select pg_logical_emit_message(false, 'bench', 'a segment')");
        statement.execute("select pg_switch_wal()");
      }
      statement.execute("checkpoint");
    }
  }
}
