package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** An operator who calls {@link Steered} by the admin calls, and visitors who take places there. */
final class Steering implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();

  void makeQueue(String queueId, JsonObject settings) {
    tell("PUT", "/" + queueId, settings.put("title", "A sale in the " + queueId));
  }

  void tell(String method, String path, JsonObject body) {
    send(method, "/admin/v1/queues" + path, body);
  }

  JsonObject queue(String queueId) {
    return send("GET", "/admin/v1/queues/" + queueId, new JsonObject());
  }

  JsonObject get(String path) {
    return send("GET", path, new JsonObject());
  }

  /** One more takes a place: what it was told, with its token. */
  JsonObject join(String queueId) {
    return send("POST", "/v1/queues/" + queueId + "/tokens", new JsonObject());
  }

  /** So many more take places, one after the other. */
  void join(String queueId, int count) {
    for (int i = 0; i < count; i++) {
      join(queueId);
    }
  }

  private JsonObject send(String method, String path, JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Steered.url() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()));
    if (path.startsWith("/admin")) {
      request.header("Authorization", "Bearer " + Steered.KEY);
    }
    var answer = client.sendAsync(request.build(), BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isIn(200, 201);
    return new JsonObject(answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
