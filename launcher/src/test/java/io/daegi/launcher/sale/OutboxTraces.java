package io.daegi.launcher.sale;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What each row of the outbox said of its trace, kept by a trigger: rows that are sent go. */
final class OutboxTraces {
  private static final String KEEP =
      """
      create table outbox_trace (number bigint, traceparent text);
      create function keep_trace() returns trigger language plpgsql as $$
        begin
          insert into outbox_trace values ((new.data::json->>'number')::bigint, new.traceparent);
          return new;
        end $$;
      create trigger keep_trace after insert on outbox
        for each row execute function keep_trace();
      """;

  private final ShopEvidence shop;

  private OutboxTraces(ShopEvidence shop) {
    this.shop = shop;
  }

  /**
   * Those of all rows from now on.
   *
   * @param address host and port of an embedded PostgreSQL
   */
  static OutboxTraces keptAt(String address) throws SQLException {
    String url = "jdbc:postgresql://" + address + "/daegi?user=postgres";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(KEEP);
    }
    return new OutboxTraces(new ShopEvidence(address));
  }

  /** The traces of what was written about the visitor with this number; null for none. */
  List<String> of(long number) {
    return shop.texts("select traceparent from outbox_trace where number = " + number);
  }

  boolean isAllSent() {
    return shop.number("select count(*) from outbox") == 0;
  }
}
