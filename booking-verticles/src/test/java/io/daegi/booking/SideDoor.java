package io.daegi.booking;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where a test asks PostgreSQL past all of booking. One connection for all questions, since each
 * new one costs the server fifty milliseconds of a core, and a new one when the server has been
 * ended meanwhile.
 */
final class SideDoor {
  private static final int VALID_WITHIN_S = 5;

  private final String jdbcUrl;
  private Connection connection;

  SideDoor(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Makes something of the rows. */
  interface Reading<T> {
    T of(ResultSet rows) throws SQLException;
  }

  synchronized <T> T ask(String sql, Reading<T> reading) throws SQLException {
    try (Statement statement = open().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reading.of(rows);
    }
  }

  synchronized void execute(String sql) throws SQLException {
    try (Statement statement = open().createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection open() throws SQLException {
    if (connection == null || !connection.isValid(VALID_WITHIN_S)) {
      connection = DriverManager.getConnection(jdbcUrl);
    }
    return connection;
  }
}
