package io.daegi.bench.booking;

import io.daegi.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One shop's database, looked at past all of booking, and its topic of events. */
final class Books implements AutoCloseable {

  private static final long RELAYED_WITHIN_NS = 60_000_000_000L;
  private static final long LOOK_EVERY_NS = 2_000_000;

  private final EmbeddedDatabase database;
  private final String name;
  private final String topicPrefix;
  private final Connection connection;
  private final RelayedEvents relayed;

  private Books(EmbeddedDatabase database, String name, String bootstrap, String topicPrefix)
      throws SQLException, IOException {
    this.database = database;
    this.name = name;
    this.topicPrefix = topicPrefix;
    this.connection = connect(database, name);
    this.relayed = new RelayedEvents(bootstrap, topicPrefix + "booking");
  }

  static Books create(EmbeddedDatabase database, String name, String bootstrap, String topicPrefix)
      throws SQLException, IOException {
    try (Connection connection = connect(database, database.database());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new Books(database, name, bootstrap, topicPrefix);
  }

  static Connection connect(EmbeddedDatabase database, String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + database.address() + "/" + name, database.user(), "");
  }

  String uri() {
    return "postgresql://" + database.user() + "@" + database.address() + "/" + name;
  }

  String name() {
    return name;
  }

  String topicPrefix() {
    return topicPrefix;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The columns of the first row, as text. */
  List<String> row(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new IllegalStateException("no row: " + sql);
      }
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getString(i));
      }
      return columns;
    }
  }

  long count(String sql) throws SQLException {
    return Long.parseLong(row(sql).getFirst());
  }

  /** The types of a statement's parameters. */
  List<String> parameterTypes(String sql) throws SQLException {
    execute("prepare bench_types as " + sql);
    String types =
        row("""
        select array_to_string(parameter_types, ',') from pg_prepared_statements
         where name = 'bench_types'\
        """)
            .getFirst();
    execute("deallocate bench_types");
    return List.of(types.split(",", -1));
  }

  /** Returns when the relay has nothing left to send. */
  void awaitRelayed() throws SQLException {
    long deadlineNs = System.nanoTime() + RELAYED_WITHIN_NS;
    while (count("select count(*) from (select 1 from outbox limit 1) as waiting") > 0) {
      if (System.nanoTime() > deadlineNs) {
        throw new IllegalStateException("events wait in the outbox");
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  /** Since the database was made, everybody who bought has one seat, paid for once. */
  void requireSold(long purchases) throws SQLException {
    require(purchases, "select count(*) from seat_claim where sold", "seats sold");
    require(
        purchases,
        "select count(*) from reservation where state = 'CONFIRMED'",
        "reservations confirmed");
    require(
        purchases, "select count(*) from payment where state = 'SUCCEEDED'", "payments charged");
    requireSound();
  }

  /** The audit view finds nothing. */
  void requireSound() throws SQLException {
    require(0, "select count(*) from booking_audit", "findings of the audit");
  }

  void require(long expected, String sql, String what) throws SQLException {
    long found = count(sql);
    if (found != expected) {
      throw new IllegalStateException("%,d %s, not %,d".formatted(found, what, expected));
    }
  }

  /** Since the topic was made, so many events have been sent, each once. */
  void requireRelayed(long events) {
    relayed.require(events);
  }

  @Override
  public void close() throws SQLException {
    relayed.close();
    connection.close();
  }
}
