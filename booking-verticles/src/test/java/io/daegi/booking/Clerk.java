package io.daegi.booking;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** Writes one event after the other into the outbox of each partition, as long as it is let. */
final class Clerk {

  private static final String WRITE =
      """
      insert into outbox (partition, event_id, type, token_id, subject, data)
      select p, gen_random_uuid(), 'io.daegi.balance.charged.v1', 'clerk-' || p, 'nobody', '{}'
        from generate_series(0, %d) p, pg_sleep(0.005)\
      """
          .formatted(TestShop.PARTITIONS - 1);

  private final String jdbcUrl = RealServices.services().database().jdbcUrl();
  private final CompletableFuture<Void> work = CompletableFuture.runAsync(this::writeOnAndOn);
  private volatile boolean stopped;

  private void writeOnAndOn() {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        Statement statement = connection.createStatement()) {
      while (!stopped) {
        statement.execute(WRITE);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(WRITE, e);
    }
  }

  /** Throws whatever stopped it before. */
  void stop() {
    stopped = true;
    work.join();
  }
}
