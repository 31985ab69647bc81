package io.daegi.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Reply;
import io.daegi.http.theme.Theme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final Path SOURCES = Path.of("src/main/resources/web");
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
  private static final Pattern ELSEWHERE = Pattern.compile("https?:|url\\(|@import|['\"]//");
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=");

  /** About two seconds on a slow phone. */
  private static final long MOST_BYTES = 150_000;

  private static final String NAMESPACE = "xmlns=\"http://www.w3.org/2000/svg\"";

  private final InMemoryRoom room = new InMemoryRoom();
  private final EdgeServer server =
      EdgeServer.inFrontOf(
          room,
          config -> config.toBuilder().returnOrigins(Set.of("https://shop.example.com")).build());

  @AfterEach
  void stop() {
    server.close();
  }

  /** As they are served: words are data, and become modules. */
  private static List<String> names() throws IOException {
    try (var files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ".js"))
          .sorted()
          .toList();
    }
  }

  private static String version() {
    return PageFiles.of(Theme.NONE, true).files().version();
  }

  private Reply file(String name) {
    return name.equals("index.html")
        ? server.get("/")
        : server.get("/web/" + version() + "/" + name);
  }

  @Test
  void servesEveryFileWithItsTypeUnderTheStrictPolicy() throws IOException {
    for (var name : names()) {
      var reply = file(name);
      assertThat(reply.status()).as(name).isEqualTo(200);
      assertThat(reply.header("Content-Type")).as(name).isEqualTo(typeOf(name));
      assertThat(reply.header("X-Content-Type-Options")).as(name).isEqualTo("nosniff");
      assertThat(reply.header("Content-Security-Policy"))
          .as(name)
          .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'")
          .doesNotContain("unsafe", "http:", "https:");
    }
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.indexOf('.'))) {
      case ".html" -> "text/html; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new AssertionError("a file of an unexpected kind: " + name);
    };
  }

  @Test
  void asksForTheDocumentEachTimeAndKeepsWhatItNames() {
    var document = server.get("/");
    assertThat(document.header("Cache-Control")).isEqualTo("public, no-cache");
    var style = file("style.css");
    assertThat(style.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");

    for (var reply : List.of(document, style)) {
      var path = reply.response().uri().getPath();
      var again = server.get(path, "If-None-Match", reply.header("ETag"));
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.body()).as(path).isEmpty();
      assertThat(server.get(path, "If-None-Match", "\"another\"").status()).isEqualTo(200);
    }
  }

  @Test
  void givesAPageOfAnotherReleaseWhatThereIsButNotToKeep() {
    var reply = server.get("/web/0123456789abcdef/main.js");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo(file("main.js").body());
    assertThat(reply.header("Cache-Control")).isEqualTo("public, no-cache");
  }

  @Test
  void weighsLittleOnItsWayToTheBrowser() throws Exception {
    long bytes = 0;
    try (var client = HttpClient.newHttpClient()) {
      for (var name : names()) {
        var address = server.url() + file(name).response().uri().getPath();
        var request =
            HttpRequest.newBuilder(URI.create(address)).header("Accept-Encoding", "gzip").build();
        bytes += client.send(request, BodyHandlers.ofByteArray()).body().length;
      }
    }
    assertThat(bytes).isBetween(20_000L, MOST_BYTES);
  }

  @Test
  void givesTheSameFileCompressedToWhoeverTakesIt() throws Exception {
    var plain = file("main.js");
    var request =
        HttpRequest.newBuilder(plain.response().uri())
            .header("Accept-Encoding", "br, gzip")
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var zipped = client.send(request, BodyHandlers.ofByteArray());
      assertThat(zipped.headers().allValues("Content-Encoding")).containsExactly("gzip");
      assertThat(zipped.headers().firstValue("ETag")).hasValue(plain.header("ETag"));
      var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
      assertThat(new String(unzipped, StandardCharsets.UTF_8)).isEqualTo(plain.body());
    }
    assertThat(server.get(plain.response().uri().getPath(), "Accept-Encoding", "gzip;q=0").body())
        .isEqualTo(plain.body());
  }

  @Test
  void servesNothingThatIsNoFileOfThePage() {
    var version = version();
    for (var name :
        List.of("index.html", "nothing.js", "..%2findex.html", "..%2f..%2flogback.xml", "%00")) {
      var reply = server.get("/web/" + version + "/" + name);
      assertThat(reply.status()).as(name).isIn(400, 404);
      assertThat(reply.header("Content-Type")).as(name).isEqualTo("application/problem+json");
      assertThat(reply.header("Cache-Control")).as(name).isEqualTo("no-store");
    }
    assertThat(server.post("/", "{}").status()).isEqualTo(405);
  }

  @Test
  void refersToNothingOutsideAndHasNothingInline() throws IOException {
    for (var name : names()) {
      var body = file(name).body().replace(NAMESPACE, "");
      assertThat(ELSEWHERE.matcher(body).results().map(MatchResult::group)).as(name).isEmpty();
      if (name.endsWith(".html") || name.endsWith(".svg")) {
        assertThat(INLINE.matcher(body).results().map(MatchResult::group)).as(name).isEmpty();
      }
    }
  }

  @Test
  void hasEveryFileThatAnotherOneNamesAndNoOther() throws IOException {
    var document = server.get("/").body();
    var named = new TreeSet<String>();
    ADDRESS
        .matcher(document)
        .results()
        .map(found -> found.group(1))
        .forEach(
            address -> {
              assertThat(server.get(address).status()).as(address).isEqualTo(200);
              named.add(address.substring(address.lastIndexOf('/') + 1));
            });
    for (var name : names()) {
      if (name.endsWith(".js")) {
        IMPORT
            .matcher(file(name).body())
            .results()
            .map(found -> found.group(1))
            .forEach(
                module -> {
                  assertThat(module).as("an import of %s", name).startsWith("./");
                  named.add(module.substring(2));
                });
      }
    }
    named.add("index.html");
    named.add("icon-called.svg");
    named.add("alarm.js");
    assertThat(named).containsExactlyElementsOf(names());
  }

  @Test
  void servesTheRoomOfAQueueUnderItsName() {
    room.open("winter", QueueSettings.defaults("winter"));
    var reply = server.get("/queues/winter");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .contains("name=\"daegi-return\" content=\"\"")
        .contains("content=\"0; url=/queues/winter/plain\"");
    assertThat(reply.header("Content-Security-Policy")).contains("script-src 'self'");
    assertThat(reply.header("Cache-Control")).isEqualTo("public, no-cache");
    assertThat(server.get("/queues/winter", "If-None-Match", reply.header("ETag")).status())
        .isEqualTo(304);
  }

  @Test
  void tellsTheRoomWhereToLeadOnToAndNeverAnywhereElse() {
    room.open("winter", QueueSettings.defaults("winter"));
    var path = "/queues/winter?return=";
    assertThat(server.get(path + "https%3A%2F%2Fshop.example.com%2F%3Fa%3D1%26b%3D2").body())
        .contains("<meta name=\"daegi-return\" content=\"https://shop.example.com/?a=1&amp;b=2\">");
    for (var address :
        new String[] {
          "%2F%2Fevil.example",
          "javascript:alert(1)",
          "https%3A%2F%2Fshop.example.com%40evil.example",
          "https%3A%2F%2Fshop.example.com%3A8443%2F",
          "https%3A%2F%2Fshop.example.com%2F%22%3E%3Cscript%3E",
          "https://evil.example/&return=https://shop.example.com/",
        }) {
      assertThat(server.get(path + address).body())
          .as(address)
          .isEqualTo(server.get("/queues/winter").body());
    }
  }

  @Test
  void hasNoRoomForAQueueThatThereIsNot() {
    var forPrograms = server.get("/queues/nowhere");
    assertThat(forPrograms.status()).isEqualTo(404);
    assertThat(forPrograms.code()).isEqualTo("queue-unknown");
    var forPeople = server.get("/queues/nowhere", "Accept", "text/html,*/*;q=0.8");
    assertThat(forPeople.status()).isEqualTo(404);
    assertThat(forPeople.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(forPeople.header("Cache-Control")).isEqualTo("no-store");
    assertThat(forPeople.body()).contains("main.js");
  }
}
