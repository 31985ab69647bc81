package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daegi.embedded.FreePorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape and a health check see of the running program. */
class EyesTest {
  @TempDir private static Path workingDir;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Launched daegi;
  private static String management;

  @BeforeAll
  static void start() throws Exception {
    daegi = Launched.in(workingDir, Map.of("DAEGI_HTTP_HOST", "127.0.0.1")).awaitReady();
    management = daegi.addressOf("Management").replaceAll("/metrics.*", "");
    String join = daegi.addressOf("Demo sale") + "v1/queues/demo/tokens";
    assertThat(send(HttpRequest.newBuilder(URI.create(join)).POST(BodyPublishers.noBody())))
        .contains("\"number\":1");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> metrics().contains("daegi_admissions_total{queue=\"demo\"} 1.0"));
  }

  @AfterAll
  static void stop() {
    daegi.close();
  }

  private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return CLIENT
        .send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString())
        .body();
  }

  private static String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(management + path)));
  }

  private static String metrics() throws IOException, InterruptedException {
    return get("/metrics");
  }

  @Test
  void showEveryFigureOfTheContract() throws Exception {
    assertThat(metrics())
        .contains(
            "daegi_joins_total{outcome=\"done\",queue=\"demo\"} 1.0",
            "daegi_tokens{queue=\"demo\",state=\"waiting\"} 0.0",
            "daegi_tokens{queue=\"demo\",state=\"ready\"} 1.0",
            "daegi_tokens{queue=\"demo\",state=\"active\"} 0.0",
            "daegi_oldest_wait_seconds{queue=\"demo\"}",
            "daegi_no_shows_total{queue=\"demo\"} 0.0",
            "daegi_invariant_violations_total{queue=\"demo\"} 0.0",
            "daegi_board_age_seconds{",
            "daegi_log_tail_bytes{",
            "daegi_journal_append_seconds_bucket{",
            "daegi_pipeline_commands_total{partition=\"0\",stage=\"journal\"}",
            "daegi_pipeline_lag_commands{partition=\"0\",stage=\"journal\"}",
            "daegi_ring_free_ratio{",
            "daegi_engine_owner{partition=\"0\"} 1.0",
            "daegi_dependency_up{dependency=\"kafka\"} 1.0",
            "daegi_holds{state=\"held\"}",
            "daegi_payments_total{outcome=\"succeeded\"} 0.0",
            "daegi_reservations_total{outcome=\"held\"} 0.0",
            "daegi_ledger_imbalance 0.0",
            "daegi_streams{kind=\"websocket\"} 0.0",
            "vertx_http_server_response_time_seconds_count{");
  }

  @Test
  void labelNothingWithATokenOrARawPath() throws Exception {
    assertThat(metrics()).doesNotContain("tokens/me", "path=\"/v1");
  }

  @Test
  void areAsPrometheusWantsThem() throws Exception {
    boolean isThere = Programs.find("promtool").isPresent();
    if (!isThere) {
      System.err.println("SKIPPED: promtool is not installed, nobody checks the metrics' names");
    }
    assumeTrue(isThere, "promtool is not installed");
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      in.write(metrics().getBytes(StandardCharsets.UTF_8));
    }
    String findings =
        new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(findings).isEmpty();
    assertThat(promtool.exitValue()).isZero();
  }

  @Test
  void fillEveryPanelOfTheDashboardInARealPrometheus(@TempDir Path folder) throws Exception {
    boolean isThere = Programs.find("prometheus").isPresent();
    if (!isThere) {
      System.err.println("SKIPPED: prometheus is not installed, nobody looks at the dashboard");
    }
    assumeTrue(isThere, "prometheus is not installed");
    List<String> targets = List.of(URI.create(management).getAuthority());
    try (var prometheus =
        PrometheusServer.start(folder, FreePorts.one(), targets, Duration.ofSeconds(1))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(Dashboard.emptyPanels(prometheus)).isEmpty());
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(prometheus.ruleToHealth().values())
                      .hasSizeGreaterThan(15)
                      .containsOnly("ok"));
      assertThat(prometheus.query("ALERTS{severity=\"page\", alertstate=\"firing\"}")).isEmpty();
    }
  }

  @Test
  void sayThatEverythingIsWell() throws Exception {
    for (String path : new String[] {"/health/started", "/health/live", "/health/ready"}) {
      assertThat(get(path)).as(path).contains("\"status\"");
    }
    JsonObject ready = new JsonObject(get("/health/ready"));
    assertThat(ready.getString("status")).isEqualTo("ready");
    assertThat(ready.getJsonObject("dependencies").getMap())
        .containsExactlyInAnyOrderEntriesOf(Map.of("kafka", true, "postgres", true, "redis", true));
  }
}
