package io.daegi.http.stream;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventsTest {

  private static final String EVENTS = "/v1/queues/demo/tokens/me/events";

  private final InMemoryRoom room = new InMemoryRoom();
  private final HttpClient client = HttpClient.newHttpClient();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.close();
  }

  @Test
  void tellsStatusesAndTheEndAndThenNothingMore() throws Exception {
    var token = server.join("demo");
    var response = open(EVENTS, bearer(token));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    try (var reader = reader(response)) {
      assertThat(block(reader).getFirst()).matches("retry: [123]\\d{3}");
      var first = block(reader);
      assertThat(first.get(0)).isEqualTo("event: status");
      assertThat(first.get(1)).isEqualTo("id: " + room.version(0));
      assertThat(data(first).getString("state")).isEqualTo("WAITING");
      room.callUpTo("demo", 1);
      assertThat(data(block(reader)).getString("state")).isEqualTo("READY");
      room.end("demo", 1, TokenState.EXPIRED, EndReason.MISSED_CALL);
      assertThat(data(block(reader)).getString("reason")).isEqualTo("missed-call");
      assertThat(block(reader).getFirst()).isEqualTo("event: end");
      assertThat(reader.readLine()).isNull();
    }
    assertThat(server.get(EVENTS, bearer(token)).status()).isEqualTo(204);
  }

  @Test
  void isNotPackedForAClientThatWouldTakeIt() throws Exception {
    var token = server.join("demo");
    var response =
        open(EVENTS, "Authorization", "Bearer " + token, "Accept-Encoding", "gzip, deflate");
    try (var reader = reader(response)) {
      assertThat(block(reader).getFirst()).startsWith("retry:");
    }
  }

  @Test
  void tellsARefusalAsAnEvent() {
    var reply = server.get(EVENTS + "?token=nonsense");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("event: problem", "\"code\":\"token-invalid\"");
    assertThat(server.get(EVENTS).body()).contains("token-missing");
  }

  @Test
  void waitsForTheLastEventThatTheClientSaw() {
    var token = server.join("demo");
    var reply =
        server.get(
            EVENTS,
            "Authorization",
            "Bearer " + token,
            "Last-Event-ID",
            Long.toString(room.version(0) + 1));
    assertThat(reply.body()).contains("event: problem", "\"code\":\"behind\"");
    assertThat(server.get(EVENTS, "Authorization", "Bearer " + token, "Last-Event-ID", "x").body())
        .contains("validation-failed");
  }

  @Test
  void saysWhenToComeBackWhenItShutsDown() throws Exception {
    var token = server.join("demo");
    try (var reader = reader(open(EVENTS, bearer(token)))) {
      block(reader);
      block(reader);
      server.shutDown();
      var last = block(reader);
      assertThat(last.get(0)).matches("retry: [1-5]\\d{3}");
      assertThat(last.get(1)).isEqualTo("event: problem");
    }
  }

  private HttpResponse<java.io.InputStream> open(String path, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(server.url() + path)).headers(headers).build();
    return client.send(request, BodyHandlers.ofInputStream());
  }

  private static BufferedReader reader(HttpResponse<java.io.InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static List<String> block(BufferedReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (!line.isEmpty()) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        return lines;
      }
    }
    return lines;
  }

  private static JsonObject data(List<String> block) {
    return new JsonObject(block.getLast().substring("data: ".length()));
  }
}
