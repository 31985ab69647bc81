package io.daegi.launcher.services;

import io.daegi.engine.journal.kafka.KafkaLogConfig;
import io.daegi.launcher.StartFailure;
import io.daegi.launcher.config.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/**
 * Log and database know each other by an id that both keep, so that a node with one wrong address
 * cannot sell the same seats a second time from a database of its own.
 *
 * <p>The database takes the id first and notes when the log has it too: whatever a first start left
 * half done, the next one finishes.
 */
public final class Deployment {
  /**
   * One at a time: two that make the same schema at once would disturb each other, though each asks
   * whether it is there.
   */
  private static final String TABLE =
      """
      select pg_advisory_lock(hashtext('daegi.deployment'));
      create schema if not exists daegi;
      create table if not exists daegi.deployment (
        one  boolean primary key default true check (one),
        id   uuid not null,
        told boolean not null default false)""";

  private final PostgresAddress database;
  private final KafkaLogConfig log;

  private record Known(UUID id, boolean told) {}

  private Deployment(PostgresAddress database, KafkaLogConfig log) {
    this.database = database;
    this.log = log;
  }

  /**
   * @throws StartFailure when they do not belong together
   */
  public static void check(PostgresAddress database, KafkaLogConfig log) throws StartFailure {
    Deployment deployment = new Deployment(database, log);
    try (Connection connection = deployment.connect()) {
      deployment.check(connection, new DeploymentLog(log));
    } catch (SQLException | ExecutionException | KafkaException e) {
      throw StartFailure.unusable(
          "log and database cannot be held against each other: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StartFailure.unusable("interrupted", e);
    }
  }

  private Connection connect() throws SQLException {
    Properties who = new Properties();
    who.setProperty("user", database.user());
    who.setProperty("password", database.password().reveal());
    return DriverManager.getConnection(database.jdbcUrl(), who);
  }

  private void check(Connection connection, DeploymentLog told)
      throws SQLException, StartFailure, ExecutionException, InterruptedException {
    Optional<Known> inDatabase = knownOrTaken(connection, told);
    Optional<UUID> inLog = told.id();
    if (inLog.isEmpty() && !inDatabase.get().told()) {
      told.tell(inDatabase.get().id());
      noteTold(connection);
    } else if (!inLog.equals(inDatabase.map(Known::id))) {
      throw StartFailure.unusable(
          "the log at %s (topics %s…) belongs to deployment %s, the database %s to %s: correct one of the addresses"
              .formatted(
                  log.bootstrapServers(),
                  log.topicPrefix(),
                  shown(inLog),
                  database,
                  shown(inDatabase.map(Known::id))));
    } else if (!inDatabase.get().told()) {
      noteTold(connection);
    }
  }

  /**
   * What the database says, to be asked before the log: who tells an id writes to the log first, so
   * that a process that starts at the same moment finds there what the database calls told.
   */
  private static Optional<Known> knownOrTaken(Connection connection, DeploymentLog told)
      throws SQLException {
    Optional<Known> known = known(connection);
    if (known.isPresent()) {
      return known;
    }
    return told.id().isEmpty() ? Optional.of(take(connection)) : known(connection);
  }

  private static String shown(Optional<UUID> id) {
    return id.map(UUID::toString).orElse("none");
  }

  private static Optional<Known> known(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet there = statement.executeQuery("select to_regclass('daegi.deployment')")) {
        there.next();
        if (there.getString(1) == null) {
          return Optional.empty();
        }
      }
      try (ResultSet row = statement.executeQuery("select id, told from daegi.deployment")) {
        return row.next()
            ? Optional.of(new Known(row.getObject(1, UUID.class), row.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  /** Another process may have been quicker: the row that stands counts. */
  private static Known take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into daegi.deployment (id) values (?) on conflict do nothing")) {
      statement.execute(TABLE);
      insert.setObject(1, UUID.randomUUID());
      insert.executeUpdate();
    }
    return known(connection).orElseThrow();
  }

  private static void noteTold(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("update daegi.deployment set told = true");
    }
  }
}
