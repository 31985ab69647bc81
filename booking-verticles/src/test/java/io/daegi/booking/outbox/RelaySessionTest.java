package io.daegi.booking.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daegi.booking.CuttingProxy;
import io.daegi.booking.TestShop;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real database makes of the session whose locks say who relays. */
class RelaySessionTest {

  private static final long SILENT_MS = 1_000;

  /** Of no relay of the shop. */
  private static final int PARTITION = TestShop.PARTITIONS;

  private final Vertx vertx = Vertx.vertx();
  private TestShop shop;

  @BeforeEach
  void open() {
    shop = TestShop.open();
  }

  @AfterEach
  void close() {
    vertx.close().await();
    shop.close();
  }

  @Test
  void losesItsLocksWhenItSaysNothing() throws Exception {
    own(shop.options().postgres());

    await().until(() -> !isOwned());
  }

  @Test
  void losesItsLocksWhenItDoesNotReadAnAnswer() throws Exception {
    int port = shop.options().postgres().getPort();
    try (CuttingProxy line = CuttingProxy.open().leadTo(port)) {
      SqlConnection session = own(shop.options().postgres().setPort(line.port()));
      line.stopReading();
      session
          .query("select repeat('more than any buffer', 100) from generate_series(1, 50000)")
          .execute();

      await().until(() -> !isOwned());
    }
  }

  private SqlConnection own(PgConnectOptions postgres) throws Exception {
    SqlConnection session =
        PgConnection.connect(vertx, OutboxRelay.sessionOptions(postgres, SILENT_MS))
            .await(10, TimeUnit.SECONDS);
    assertThat(OutboxStore.tryLock(session, PARTITION).await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(isOwned()).isTrue();
    return session;
  }

  private static boolean isOwned() {
    return TestShop.count(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = 2 and objid = "
                + PARTITION)
        > 0;
  }
}
