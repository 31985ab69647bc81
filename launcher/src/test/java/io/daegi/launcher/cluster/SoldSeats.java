package io.daegi.launcher.cluster;

import io.daegi.booking.store.SchemaMigration;
import io.daegi.embedded.EmbeddedServices;
import io.daegi.embedded.ServiceKind;
import io.daegi.launcher.sale.ShopEvidence;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Two purchases as booking leaves them behind in a real database, and whatever somebody does to
 * these rows afterwards, past all triggers.
 */
final class SoldSeats implements AutoCloseable {
  static final int PURCHASES = 2;
  static final long PRICE = 1_000;

  private static final String[] TABLES = {
    "outbox",
    "payment",
    "posting",
    "ledger_transaction",
    "wallet",
    "top_up",
    "seat_claim",
    "reservation"
  };

  private final EmbeddedServices services;
  private final Connection connection;

  SoldSeats(Path dir) throws SQLException {
    services = EmbeddedServices.start(dir, EnumSet.of(ServiceKind.POSTGRES));
    Vertx vertx = Vertx.vertx();
    SchemaMigration.run(vertx, PgConnectOptions.fromUri(services.database().url())).await();
    vertx.close().await();
    connection = DriverManager.getConnection(services.database().jdbcUrl());
    change("set session_replication_role = replica", "set synchronous_commit = off");
  }

  ShopEvidence evidence() {
    return new ShopEvidence(services.database().address());
  }

  /** Forgets what was done to them. */
  void restore() throws SQLException {
    for (String table : TABLES) {
      change("delete from " + table);
    }
    for (int i = 1; i <= PURCHASES; i++) {
      buy(i);
    }
  }

  private void buy(int i) throws SQLException {
    UUID visitor = id("visitor", i);
    String who = "'%s', 'sale', 'token-%d', %d, 1, 0".formatted(visitor, i, i);
    change(
        """
        insert into top_up (top_up_id, visitor, queue_id, token_id, number, generation, partition,
          amount, currency, key, body_hash, state, due_at)
        values ('%s', %s, %d, 'KRW', 'key', 'hash', 'CREDITED', now())"""
            .formatted(id("top-up", i), who, PRICE),
        "insert into wallet values ('%s', 'KRW', 0)".formatted(visitor),
        """
        insert into reservation (reservation_id, visitor, queue_id, token_id, number, generation,
          partition, concert_id, show_id, show_date, seats, amount, currency, state, hold_until,
          payment_id)
        values ('%s', %s, 'sale', 'show', '2027-12-24', '{A-1-%d}', %d, 'KRW', 'CONFIRMED', now(),
          '%s')"""
            .formatted(id("reservation", i), who, i, PRICE, id("payment", i)),
        "insert into seat_claim values ('show', 'A-1-%d', '%s', true)"
            .formatted(i, id("reservation", i)),
        """
        insert into payment (payment_id, visitor, reservation_id, amount, currency, state)
        values ('%s', '%s', '%s', %d, 'KRW', 'SUCCEEDED')"""
            .formatted(id("payment", i), visitor, id("reservation", i), PRICE));
    post(id("top-up", i), "charge", "house:top-up", "wallet:" + visitor);
    post(id("payment", i), "payment", "wallet:" + visitor, "house:sales");
  }

  private void post(UUID transaction, String kind, String from, String to) throws SQLException {
    change(
        "insert into ledger_transaction values ('%s', '%s')".formatted(transaction, kind),
        "insert into posting values ('%1$s', '%2$s', 'KRW', %4$d), ('%1$s', '%3$s', 'KRW', -%4$d)"
            .formatted(transaction, to, from, PRICE));
  }

  void change(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What visitors were told of them. */
  Told told() {
    Told told = new Told();
    IntStream.rangeClosed(1, PURCHASES)
        .forEach(
            i ->
                told.bought.add(
                    new Told.Bought(
                        SmallSale.place(i),
                        id("payment", i).toString(),
                        id("reservation", i).toString())));
    return told;
  }

  /** What the gateway outside collected, by top-up. */
  Map<String, Long> collected() {
    return Map.of(id("top-up", 1).toString(), PRICE, id("top-up", 2).toString(), PRICE);
  }

  /** Of the purchase with this number, from 1. */
  static UUID id(String what, int i) {
    return UUID.nameUUIDFromBytes((what + i).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    services.close();
  }
}
