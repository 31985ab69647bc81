package io.daegi.launcher;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The other visitors of a sale whose queue and concert have one name. */
final class Others implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String concert;
  private final String tokens;
  private final String me;

  Others(String url, String id) {
    this.url = url;
    this.concert = "/v1/concerts/" + id;
    this.tokens = "/v1/queues/" + id + "/tokens";
    this.me = tokens + "/me";
  }

  /** One more joins; gives its token. */
  String join() {
    return json(send("POST", tokens, null, "")).getString("token");
  }

  void awaitCall(String token) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> json(send("GET", me, token, "")).getString("state").equals("READY"));
  }

  /** Holds a seat of the last evening. */
  void hold(String token, String seat) {
    JsonArray shows = json(send("GET", concert, null, "")).getJsonArray("shows");
    JsonObject wish =
        new JsonObject()
            .put("showId", shows.getJsonObject(shows.size() - 1).getString("showId"))
            .put("seat", seat);
    require(201, send("POST", concert + "/reservations", token, wish.encode()));
  }

  @Override
  public void close() {
    client.close();
  }

  private static void require(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.body());
    }
  }

  private static JsonObject json(HttpResponse<String> response) {
    return new JsonObject(response.body());
  }

  private HttpResponse<String> send(String method, String path, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    try {
      return client.send(
          request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
