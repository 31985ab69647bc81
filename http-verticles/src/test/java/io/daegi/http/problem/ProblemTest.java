package io.daegi.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemTest {

  private static final InMemoryRoom room = new InMemoryRoom();
  private static EdgeServer server;

  @BeforeAll
  static void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tellsAProblemInTheStandardsWords() {
    var reply = server.get("/v1/nothing-here", "X-Request-Id", "my-request-7");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("X-Request-Id")).isEqualTo("my-request-7");
    var json = reply.json();
    assertThat(json.getString("type")).isEqualTo("/problems/not-found");
    assertThat(json.getString("code")).isEqualTo("not-found");
    assertThat(json.getInteger("status")).isEqualTo(404);
    assertThat(json.getString("title")).isNotBlank();
    assertThat(json.getString("detail")).isNotBlank();
    assertThat(json.getString("instance")).isEqualTo("my-request-7");
  }

  @Test
  void takesTheRequestIdFromTheTrace() {
    var reply =
        server.get(
            "/nothing", "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertThat(reply.header("X-Request-Id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(server.get("/nothing", "X-Request-Id", "<script>").header("X-Request-Id"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void namesTheMethodsOfAnAddress() {
    var reply = server.send("PATCH", "/v1/queues/demo/tokens/me", "{}");
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.code()).isEqualTo("method-not-allowed");
    assertThat(reply.header("Allow")).isEqualTo("DELETE, GET");
  }

  @Test
  void refusesBodiesThatAreNoJsonObject() {
    for (var body : new String[] {"{", "[]", "1", "\"text\"", "null", "{\"a\":}", "nonsense"}) {
      var reply = server.post("/v1/queues/demo/tokens", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.code()).as(body).isEqualTo("json-invalid");
    }
  }

  @Test
  void refusesABodyThatIsNotUtf8() {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "/v1/queues/demo/tokens"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
            .build();
    var reply = server.send(request);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getString("detail")).contains("UTF-8");
  }

  @Test
  void refusesAnotherMediaTypeAndATooLargeBody() {
    var form = server.post("/v1/queues/demo/tokens", "a=b", "Content-Type", "text/plain");
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.code()).isEqualTo("unsupported-media-type");
    var large = server.post("/v1/queues/demo/tokens", "{\"a\":\"" + "x".repeat(17_000) + "\"}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("body-too-large");
  }

  @Test
  void refusesHeadersThatAreTooLarge() {
    var reply = server.get("/v1/queues/demo", "X-Large", "x".repeat(10_000));
    assertThat(reply.status()).isEqualTo(431);
    assertThat(reply.code()).isEqualTo("headers-too-large");
    var path = server.get("/v1/queues/" + "x".repeat(5_000));
    assertThat(path.status()).isEqualTo(414);
  }

  @Test
  void refusesABrokenPathAndABrokenRequestLine() throws IOException {
    assertThat(raw("GET /v1/queues/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400");
    assertThat(raw("NONSENSE\r\n\r\n")).contains(" 400 ", "bad-request");
  }

  private static String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
