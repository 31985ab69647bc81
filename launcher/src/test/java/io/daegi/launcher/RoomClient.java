package io.daegi.launcher;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * One queue as those see it who have to do with it: visitors through the proxy, the operator and
 * the shop past it. It follows no redirect, and offers h2c, which must not get past a proxy.
 */
record RoomClient(String site, String daegiUrl, String queueId, HttpClient http)
    implements AutoCloseable {
  static final String ADMIN_KEY = "the-operators-key";
  static final String ORIGIN_KEY = "the-shops-key";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  RoomClient(String site, String daegiUrl, String queueId) {
    this(site, daegiUrl, queueId, HttpClient.newHttpClient());
  }

  /**
   * The operator makes the queue: one inside at a time, for two minutes, at most two and a half.
   */
  void open(String passMode) throws IOException, InterruptedException {
    JsonObject queue =
        new JsonObject()
            .put("title", "Winter sale")
            .put("capacity", 1)
            .put("admitPerSecond", 50)
            .put("activeTtlMs", 120_000)
            .put("sessionMaxMs", 150_000)
            .put("passMode", passMode);
    String url = daegiUrl + "/admin/v1/queues/" + queueId;
    json(201, send("PUT", url, queue.encode(), "Authorization", "Bearer " + ADMIN_KEY));
  }

  /** A visitor takes a place; what it is told, token included. */
  JsonObject join() throws IOException, InterruptedException {
    return json(201, send("POST", site + "/v1/queues/" + queueId + "/tokens", null));
  }

  JsonObject status(JsonObject joined) throws IOException, InterruptedException {
    return json(200, get(me(), bearer(joined)));
  }

  JsonObject enter(JsonObject joined) throws IOException, InterruptedException {
    return json(200, send("POST", me() + "/enter", null, bearer(joined)));
  }

  void awaitState(JsonObject joined, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status(joined).getString("state").equals(state));
  }

  private String me() {
    return site + "/v1/queues/" + queueId + "/tokens/me";
  }

  String sessionOf(JsonObject joined) {
    return "/v1/queues/" + queueId + "/sessions/" + joined.getString("tokenId");
  }

  /** The shop says what became of a session. */
  JsonObject tell(JsonObject joined, String what, String body)
      throws IOException, InterruptedException {
    String url = daegiUrl + sessionOf(joined) + what;
    return json(200, send("POST", url, body, "Authorization", "Bearer " + ORIGIN_KEY));
  }

  private static JsonObject json(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  static String[] bearer(JsonObject joined) {
    return new String[] {"Authorization", "Bearer " + joined.getString("token")};
  }

  static String[] with(String[] headers, String name, String value) {
    return new String[] {headers[0], headers[1], name, value};
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
    return send("GET", url, null, headers);
  }

  HttpResponse<String> send(String method, String url, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.method(method, BodyPublishers.ofString(body));
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
