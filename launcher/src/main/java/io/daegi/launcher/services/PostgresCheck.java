package io.daegi.launcher.services;

import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Asks a named PostgreSQL one question. */
final class PostgresCheck {
  private static final String LIMIT_S = Integer.toString(Reach.LIMIT_MS / 1_000);

  private PostgresCheck() {}

  static long tookMs(PostgresAddress address) throws StartFailure {
    long fromNs = System.nanoTime();
    Properties who = new Properties();
    who.setProperty("user", address.user());
    who.setProperty("password", address.password().reveal());
    who.setProperty("loginTimeout", LIMIT_S);
    who.setProperty("socketTimeout", LIMIT_S);
    try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), who);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1")) {
      if (!rows.next()) {
        throw StartFailure.unusable(
            "PostgreSQL at " + address + " answers nothing to \"select 1\"");
      }
      return Reach.msSince(fromNs);
    } catch (SQLException e) {
      throw StartFailure.unusable(
          "PostgreSQL at " + address + " cannot be used: " + oneLine(e) + " (DAEGI_POSTGRES_URL)",
          e);
    }
  }

  private static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
  }
}
