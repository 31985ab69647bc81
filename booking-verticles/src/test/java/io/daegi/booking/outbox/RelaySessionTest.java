package io.daegi.booking.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.TestShop;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a real database makes of the session whose locks say who relays. */
class RelaySessionTest {

  @Test
  void isEndedByTheDatabaseAfterTenSilentSeconds() throws Exception {
    TestShop shop = TestShop.open();
    Vertx vertx = Vertx.vertx();
    try {
      PgConnectOptions options = OutboxRelay.sessionOptions(shop.options().postgres());
      PgConnection session = PgConnection.connect(vertx, options).await(10, TimeUnit.SECONDS);
      String silence =
          session
              .query("show idle_session_timeout")
              .execute()
              .await(10, TimeUnit.SECONDS)
              .iterator()
              .next()
              .getString(0);

      assertThat(silence).isEqualTo("10s");
    } finally {
      vertx.close().await();
      shop.close();
    }
  }
}
