package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

/** An operator who steers by the admin calls, and visitors who take places in the queues. */
final class Steering implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger sales = new AtomicInteger();
  private final String url;
  private final String key;

  Steering(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** A queue with a name that no other has. */
  String openQueue(JsonObject settings) {
    String queueId = "sale-" + sales.incrementAndGet();
    openQueue(queueId, settings);
    return queueId;
  }

  void openQueue(String queueId, JsonObject settings) {
    tell("PUT", "/queues/" + queueId, settings.put("title", "A sale in the " + queueId));
  }

  /** A queue and a concert of two evenings behind it, of one name. */
  String openSale(JsonObject queue, JsonArray sections) {
    String id = openQueue(queue);
    LocalDate first = LocalDate.now(ZoneOffset.UTC).plusDays(30);
    JsonArray shows = new JsonArray();
    for (int evening = 0; evening < 2; evening++) {
      LocalDate date = first.plusDays(evening);
      shows.add(
          new JsonObject()
              .put("date", date.toString())
              .put("startsAt", date + "T10:00:00Z")
              .put("sections", sections));
    }
    JsonObject concert =
        new JsonObject()
            .put("title", "An evening of waiting")
            .put("queueId", id)
            .put("currency", "KRW")
            .put("shows", shows);
    tell("PUT", "/concerts/" + id, concert);
    return id;
  }

  static JsonObject section(String name, int rows, int seatsPerRow, int price) {
    return new JsonObject()
        .put("name", name)
        .put("rows", rows)
        .put("seatsPerRow", seatsPerRow)
        .put("price", price);
  }

  /** What an operator asks for by the admin calls. */
  void tell(String method, String path, JsonObject body) {
    send(method, "/admin/v1" + path, body);
  }

  /** A queue as its operators see it. */
  JsonObject queue(String queueId) {
    return get("/admin/v1/queues/" + queueId);
  }

  /** What everybody may know of a queue. */
  JsonObject figures(String queueId) {
    return get("/v1/queues/" + queueId);
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
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()));
    if (path.startsWith("/admin")) {
      request.header("Authorization", "Bearer " + key);
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
