package io.daegi.booking;

import static org.awaitility.Awaitility.await;

import io.daegi.embedded.EmbeddedService;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What booking needs dies while people buy: nothing is lost, doubled or left half done. */
class OutageTest {

  /** How often each service dies in one test; {@code -Ddaegi.kills=20} for a long proof. */
  private static final int KILLS = Integer.getInteger("daegi.kills", 1);

  private TestShop shop;

  @BeforeEach
  void open() throws SQLException {
    shop = TestShop.open();
    // What the server acknowledged outlives its processes, though not the machine.
    TestShop.execute("alter database daegi set synchronous_commit = on");
    shop.stop();
    shop.start();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static void restart(EmbeddedService service) {
    service.stop();
    service.start();
  }

  @Test
  void recoversFromKilledPostgres() {
    try (Shoppers shoppers = new Shoppers(shop)) {
      for (int kill = 0; kill < KILLS; kill++) {
        shoppers.awaitMore(30);
        RealServices.kill(RealServices.postgres());
        int before = shoppers.unanswered();
        await().until(() -> shoppers.unanswered() > before + 20);
        await().until(() -> !shop.module().isDatabaseUp());
        restart(shop.services().database());
        shoppers.awaitMore(30);
        await().until(() -> shop.module().isDatabaseUp());
      }
      shoppers.finishAndCheck();
    }
  }

  @Test
  void recoversFromAPostgresThatDoesNotAnswer() {
    try (Shoppers shoppers = new Shoppers(shop)) {
      shoppers.awaitMore(50);
      RealServices.signal(RealServices.postgres(), "STOP");
      pauseBackends("STOP");
      int before = shoppers.unanswered();
      await().atMost(Duration.ofSeconds(30)).until(() -> shoppers.unanswered() > before + 20);
      pauseBackends("CONT");
      RealServices.signal(RealServices.postgres(), "CONT");
      shoppers.awaitMore(50);
      shoppers.finishAndCheck();
    }
  }

  private static void pauseBackends(String signal) {
    RealServices.postgres().children().forEach(backend -> RealServices.signal(backend, signal));
  }

  @Test
  void recoversWhenEveryConnectionToPostgresIsCut() {
    try (Shoppers shoppers = new Shoppers(shop)) {
      for (int cut = 0; cut < 4 * KILLS; cut++) {
        shoppers.awaitMore(10);
        TestShop.count(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where datname = 'daegi' and pid <> pg_backend_pid()");
      }
      shoppers.awaitMore(50);
      shoppers.finishAndCheck();
    }
  }

  @Test
  void sellsOnWhileTheBrokerIsAwayAndTellsItAfterwards() {
    try (Shoppers shoppers = new Shoppers(shop)) {
      shoppers.awaitMore(50);
      shop.services().broker().stop();
      shoppers.awaitMore(100);
      await().until(() -> TestShop.count("select count(*) from outbox") > 100);
      shop.services().broker().start();
      shoppers.awaitMore(50);
      shoppers.finishAndCheck();
    }
  }

  @Test
  void sellsOnWhileRedisIsKilled() {
    try (Shoppers shoppers = new Shoppers(shop)) {
      for (int kill = 0; kill < KILLS; kill++) {
        shoppers.awaitMore(30);
        RealServices.kill(RealServices.redis());
        shoppers.awaitMore(30);
        restart(shop.services().cache());
        shoppers.awaitMore(30);
      }
      shoppers.finishAndCheck();
    }
  }
}
