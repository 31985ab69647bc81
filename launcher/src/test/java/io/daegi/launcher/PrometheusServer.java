package io.daegi.launcher;

import static java.util.stream.Collectors.toMap;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Prometheus on loopback with the files that are shipped. */
public final class PrometheusServer implements AutoCloseable {

  private static final Path SHIPPED = Path.of("..", "deploy", "prometheus");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final String address;

  private PrometheusServer(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * @param folder empty
   * @param targets host and port of each process that is scraped
   * @param every how often it is scraped, in whole seconds
   */
  public static PrometheusServer start(Path folder, int port, List<String> targets, Duration every)
      throws IOException {
    Files.copy(SHIPPED.resolve("daegi-rules.yml"), folder.resolve("daegi-rules.yml"));
    String config =
        Files.readString(SHIPPED.resolve("prometheus.yml"))
            .replace("localhost:8081", String.join(",", targets))
            .replace("_interval: 5s", "_interval: " + every.toSeconds() + "s");
    Files.writeString(folder.resolve("prometheus.yml"), config);
    Path out = folder.resolve("out.txt");
    String address = "127.0.0.1:" + port;
    Process process =
        new ProcessBuilder(
                Programs.find("prometheus").orElseThrow().toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    var server = new PrometheusServer(process, address);
    await().atMost(PATIENCE).until(() -> !process.isAlive() || server.isReady());
    if (!process.isAlive()) {
      throw new IllegalStateException("Prometheus ended: " + Files.readString(out));
    }
    return server;
  }

  private boolean isReady() {
    try {
      return get("/-/ready").startsWith("Prometheus");
    } catch (UncheckedIOException refused) {
      return false;
    }
  }

  /** What an expression gives now. */
  public JsonArray query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    JsonObject answer = new JsonObject(get("/api/v1/query?query=" + query));
    if (!"success".equals(answer.getString("status"))) {
      throw new IllegalArgumentException(expression + ": " + answer.getString("error"));
    }
    return answer.getJsonObject("data").getJsonArray("result");
  }

  /** What Prometheus thinks of each rule: {@code ok}, or not. */
  public Map<String, String> ruleToHealth() {
    return new JsonObject(get("/api/v1/rules"))
        .getJsonObject("data").getJsonArray("groups").stream()
            .flatMap(group -> ((JsonObject) group).getJsonArray("rules").stream())
            .map(JsonObject.class::cast)
            .collect(toMap(rule -> rule.getString("name"), rule -> rule.getString("health")));
  }

  private String get(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(PATIENCE).build();
    try {
      return CLIENT.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
