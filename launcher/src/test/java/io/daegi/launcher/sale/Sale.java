package io.daegi.launcher.sale;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.embedded.FreePorts;
import io.daegi.launcher.Launched;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The program under test, with a sale in it, through ends and starts of the process. */
final class Sale implements AutoCloseable {
  private final Path workingDir;
  private final Map<String, String> settings;
  private final Ticketing ticketing;
  private Launched daegi;
  private final Api api;

  private Sale(Path workingDir, Map<String, String> settings, Ticketing ticketing)
      throws IOException {
    this.workingDir = workingDir;
    this.settings = settings;
    this.ticketing = ticketing;
    this.daegi = Launched.in(workingDir, settings).awaitReady();
    this.api = new Api("http://127.0.0.1:" + settings.get("DAEGI_HTTP_PORT"));
  }

  /**
   * Starts the program on a free port that it keeps, and opens the sale.
   *
   * @param rows of ten seats for each date
   */
  static Sale open(
      Path workingDir,
      Map<String, String> moreSettings,
      Ticketing ticketing,
      JsonObject timeLimits,
      int rows)
      throws IOException {
    Map<String, String> settings = new HashMap<>(moreSettings);
    settings.put("DAEGI_HTTP_HOST", "127.0.0.1");
    settings.put("DAEGI_HTTP_PORT", Integer.toString(FreePorts.one()));
    Sale sale = new Sale(workingDir, settings, ticketing);
    ticketing.open(sale.api, sale.daegi.addressOf("Admin key"), timeLimits, rows);
    return sale;
  }

  Api api() {
    return api;
  }

  Ticketing ticketing() {
    return ticketing;
  }

  /** Ends the process without a word, and starts another one on the same data. */
  void killAndStartAgain() throws Exception {
    daegi.kill();
    daegi = Launched.in(workingDir, settings).awaitReady();
  }

  String kafka() {
    return settings.getOrDefault("DAEGI_KAFKA_BOOTSTRAP_SERVERS", daegi.embedded("Kafka"));
  }

  ShopEvidence shop() {
    return new ShopEvidence(daegi.embedded("PostgreSQL"));
  }

  JsonObject figures() {
    return api.get("/v1/queues/" + ticketing.queueId()).expect(200).body();
  }

  /** Waits until nobody is in line or inside, and every event of the shop is on Kafka. */
  void awaitQuiet() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              JsonObject figures = figures();
              assertThat(figures.getLong("waiting")).as("waiting in %s", figures).isZero();
              assertThat(figures.getLong("ready")).as("ready in %s", figures).isZero();
              assertThat(figures.getLong("active")).as("active in %s", figures).isZero();
              assertThat(shop().number("select count(*) from outbox")).isZero();
            });
  }

  @Override
  public void close() {
    daegi.close();
  }
}
