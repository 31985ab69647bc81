package io.daegi.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsolePageTest {

  private static final Path SOURCES = Path.of("src/main/resources/console");
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?:from|import) '\\./([^']+)'");
  private static final Pattern ELSEWHERE = Pattern.compile("https?:|url\\(|@import|['\"]//");
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son\\w+=");
  private static final long MOST_BYTES = 150_000;

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = EdgeServer.inFrontOf(new InMemoryRoom());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> names() {
    return Stream.of(ConsoleFiles.NAMES, ConsoleFiles.SHARED, ConsoleFiles.CHART_NAMES)
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  private static String address(String name) {
    return "/admin/web/" + ConsoleRoute.version() + "/" + name;
  }

  private static Reply file(String name) {
    return server.get(address(name));
  }

  @Test
  void servesThePageAndItsFilesToAnybodyUnderTheStrictPolicy() {
    var document = server.get("/admin");
    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(document.header("Cache-Control")).isEqualTo("public, no-cache");
    assertThat(document.body()).contains("noindex");
    assertThat(INLINE.matcher(document.body()).results().map(MatchResult::group)).isEmpty();
    for (var name : names()) {
      var reply = file(name);
      assertThat(reply.status()).as(name).isEqualTo(200);
      assertThat(reply.header("Cache-Control")).as(name).contains("immutable");
      assertThat(reply.header("Content-Security-Policy"))
          .as(name)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "http:", "https:");
    }
    assertThat(server.get(address("nothing.js")).status()).isEqualTo(404);
    assertThat(server.get("/admin/web/other/main.js").header("Cache-Control"))
        .isEqualTo("public, no-cache");
  }

  @Test
  void hasEveryFileOfItsFolderAndEveryFileThatAnotherOneNamesAndNoOther() throws IOException {
    try (var files = Files.list(SOURCES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(ConsoleFiles.NAMES.stream(), Stream.of("index.html")).toList());
    }
    var named = new TreeSet<String>();
    ADDRESS
        .matcher(server.get("/admin").body())
        .results()
        .map(found -> found.group(1))
        .forEach(
            address -> {
              assertThat(server.get(address).status()).as(address).isEqualTo(200);
              named.add(address.substring(address.lastIndexOf('/') + 1));
            });
    for (var name : names()) {
      if (name.endsWith(".js")) {
        IMPORT.matcher(file(name).body()).results().forEach(found -> named.add(found.group(1)));
      }
    }
    assertThat(named).containsExactlyElementsOf(names());
  }

  /** The charts name their author's page in a comment, which no browser follows. */
  @Test
  void refersToNothingOutside() {
    for (var name : names()) {
      if (!ConsoleFiles.CHART_NAMES.contains(name)) {
        var body = file(name).body().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        assertThat(ELSEWHERE.matcher(body).results().map(MatchResult::group)).as(name).isEmpty();
      }
    }
    for (var name : ConsoleFiles.CHART_NAMES) {
      assertThat(file(name).body()).as(name).doesNotContain("fetch(", "XMLHttpRequest", "@import");
    }
  }

  @Test
  void weighsLittleOnItsWayToTheBrowser() throws Exception {
    long bytes = 0;
    try (var client = HttpClient.newHttpClient()) {
      var addresses = new TreeSet<>(Set.of("/admin"));
      names().forEach(name -> addresses.add(address(name)));
      for (var address : addresses) {
        var request =
            HttpRequest.newBuilder(URI.create(server.url() + address))
                .header("Accept-Encoding", "gzip")
                .build();
        bytes += client.send(request, BodyHandlers.ofByteArray()).body().length;
      }
    }
    assertThat(bytes).isBetween(20_000L, MOST_BYTES);
  }
}
