package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real program, a site of somebody else's and a real browser, started once for all tests that
 * look at pages. Each test opens a sale of its own, and a browser that knows nothing.
 */
final class Pages implements AutoCloseable {
  private static final String KEY = "key-of-the-operator-in-the-test";

  private final HttpClient operator = HttpClient.newHttpClient();
  private final Path folder;
  private final OtherShop shop;
  private final Launched daegi;
  private final String url;
  private final Chromium browser;
  private int sales;

  private Pages(Path folder, OtherShop shop, Launched daegi) throws IOException {
    this.folder = folder;
    this.shop = shop;
    this.daegi = daegi;
    this.url = daegi.awaitReady().addressOf("Demo sale").replaceAll("/$", "");
    this.browser = Chromium.start(Files.createDirectory(folder.resolve("profile")));
  }

  /** Starts them; what had started when something fails is ended again. */
  static Pages start() throws IOException {
    Path folder = Files.createTempDirectory("daegi-pages");
    OtherShop shop = new OtherShop();
    String origins = shop.url() + "," + shop.urlOfSameSite();
    Launched daegi =
        Launched.in(
            folder,
            Map.of(
                "DAEGI_ADMIN_KEY", KEY,
                "DAEGI_ORIGINS_ALLOWED", origins,
                "DAEGI_RETURN_ORIGINS", origins));
    try {
      return new Pages(folder, shop, daegi);
    } catch (IOException | RuntimeException e) {
      daegi.close();
      shop.close();
      throw e;
    }
  }

  /** Before a test: the browser has seen nothing yet. */
  void begin() {
    browser.forget(Stream.of(url, shop.url(), shop.urlOfSameSite()));
  }

  /** After a test, whatever it was about: pages kept to their policy, and no script broke. */
  void end() {
    assertThat(browser.log())
        .noneMatch(line -> line.contains("Content Security Policy") || line.contains("Uncaught"));
  }

  String url() {
    return url;
  }

  OtherShop shop() {
    return shop;
  }

  Chromium browser() {
    return browser;
  }

  Looks looks() {
    return new Looks(browser);
  }

  /** A queue of its own. */
  String openQueue(JsonObject settings) {
    String queueId = "sale-" + ++sales;
    openQueue(queueId, settings);
    return queueId;
  }

  /** A queue with a name; made anew or changed. */
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

  JsonObject figures(String queueId) {
    return send("GET", "/v1/queues/" + queueId, new JsonObject());
  }

  private JsonObject send(String method, String path, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + KEY)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()))
            .build();
    var answer = operator.sendAsync(request, BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isIn(200, 201);
    return new JsonObject(answer.body());
  }

  @Override
  public void close() throws IOException {
    browser.close();
    daegi.close();
    shop.close();
    operator.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
