package io.daegi.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.Reply;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementTest {

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicBoolean isReady = new AtomicBoolean(true);
  private final AtomicBoolean isKafkaUp = new AtomicBoolean(true);
  private ManagementVerticle verticle;

  @BeforeEach
  void start() {
    Map<String, BooleanSupplier> dependencies = new LinkedHashMap<>();
    dependencies.put("kafka", isKafkaUp::get);
    dependencies.put("redis", () -> true);
    verticle =
        new ManagementVerticle(
            new ManagementServices("127.0.0.1", 0, meters, isReady::get, dependencies));
    vertx.deployVerticle(verticle).await();
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    client.close();
  }

  private Reply send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + verticle.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new Reply(client.send(request.build(), BodyHandlers.ofString()));
  }

  private Reply get(String path, String... headers) throws IOException, InterruptedException {
    return send("GET", path, headers);
  }

  @Test
  void isReadyWithEveryDependencyNamed() throws Exception {
    var reply = get("/health/ready");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().getString("status")).isEqualTo("ready");
    assertThat(reply.json().getJsonObject("dependencies").getMap())
        .isEqualTo(Map.of("kafka", true, "redis", true));
  }

  @Test
  void tellsTheStatusAloneToWhomAsksByHead() throws Exception {
    assertThat(send("HEAD", "/health/ready").status()).isEqualTo(200);
    isReady.set(false);
    assertThat(send("HEAD", "/health/ready").status()).isEqualTo(503);
    assertThat(send("HEAD", "/health/live").body()).isEmpty();
  }

  @Test
  void staysReadyWhenADependencyIsAway() throws Exception {
    isKafkaUp.set(false);
    var reply = get("/health/ready");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().getString("status")).isEqualTo("degraded");
    assertThat(reply.json().getJsonObject("dependencies").getBoolean("kafka")).isFalse();
    assertThat(get("/health/live").status()).isEqualTo(200);
    assertThat(get("/metrics").body())
        .contains("daegi_dependency_up{dependency=\"kafka\"} 0.0")
        .contains("daegi_dependency_up{dependency=\"redis\"} 1.0");
    isKafkaUp.set(true);
    assertThat(get("/metrics").body()).contains("daegi_dependency_up{dependency=\"kafka\"} 1.0");
  }

  @Test
  void isNotReadyBeforeItHasABoardAndStartedForGoodOnceItWas() throws Exception {
    isReady.set(false);
    var ready = get("/health/ready");
    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().getString("status")).isEqualTo("starting");
    assertThat(ready.json().getJsonObject("dependencies").getBoolean("kafka")).isTrue();
    assertThat(get("/health/started").status()).isEqualTo(503);
    assertThat(get("/health/live").json().getString("status")).isEqualTo("live");
    isReady.set(true);
    assertThat(get("/health/started").json().getString("status")).isEqualTo("started");
    isReady.set(false);
    assertThat(get("/health/started").status()).isEqualTo(200);
  }

  @Test
  void speaksPrometheusTextAndOpenMetrics() throws Exception {
    meters.counter("daegi.joins", "queue", "demo", "outcome", "done").increment();
    var text = get("/metrics");
    assertThat(text.status()).isEqualTo(200);
    assertThat(text.header("Content-Type")).isEqualTo(MetricsRoute.TEXT);
    assertThat(text.body())
        .contains("daegi_joins_total{outcome=\"done\",queue=\"demo\"} 1.0")
        .doesNotContain("# EOF");
    var open =
        get(
            "/metrics",
            "Accept",
            "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2");
    assertThat(open.header("Content-Type")).isEqualTo(MetricsRoute.OPEN_METRICS);
    assertThat(open.body()).contains("daegi_joins_total").endsWith("# EOF\n");
  }

  @Test
  void readsTheFiguresAwayFromTheEventLoops() throws Exception {
    Gauge.builder("on.event.loop", () -> Context.isOnEventLoopThread() ? 1 : 0).register(meters);
    assertThat(get("/metrics").body()).contains("on_event_loop 0.0");
  }

  @Test
  void refusesWhatItDoesNotKnowAsAProblem() throws Exception {
    var unknown = get("/nothing-here");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("not-found");
    assertThat(unknown.header("Content-Type")).isEqualTo("application/problem+json");
    var method = send("POST", "/health/ready");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(get("/v1/queues/demo").status()).isEqualTo(404);
  }
}
