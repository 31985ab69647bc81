package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.RawConnection;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrossOriginTest {

  private static final String SHOP = "https://shop.example.com";
  private static final String EVIL = "https://evil.example";
  private static final String TOKENS = "/v1/queues/demo/tokens";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room, CrossOriginTest::withShop);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpConfig withShop(HttpConfig config) {
    return config.toBuilder().allowedOrigins(Set.of(SHOP)).build();
  }

  private RawConnection.Answer preflight(EdgeServer to, String path, String origin)
      throws IOException {
    try (var connection = new RawConnection(to.port())) {
      return connection
          .write(
              "OPTIONS "
                  + path
                  + " HTTP/1.1\r\nHost: a\r\nOrigin: "
                  + origin
                  + "\r\nAccess-Control-Request-Method: POST\r\n"
                  + "Access-Control-Request-Headers: content-type,idempotency-key\r\n\r\n")
          .answer();
    }
  }

  @Test
  void tellsAnAllowedPageWhatItMaySend() throws IOException {
    var answer = preflight(server, TOKENS, SHOP);
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
    assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, DELETE");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .contains("Content-Type", "Idempotency-Key", "Daegi-Client", "Authorization");
    assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(answer.header("Vary")).isEqualTo("origin");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void refusesAnybodyElsesPage() throws IOException {
    for (var origin :
        new String[] {
          EVIL,
          "null",
          "https://shop.example.com.evil.example",
          "http://shop.example.com",
          "https://shop.example.com:8443",
          "HTTPS://SHOP.EXAMPLE.COM",
          "*"
        }) {
      var answer = preflight(server, TOKENS, origin);
      assertThat(answer.status()).as(origin).isEqualTo(403);
      assertThat(answer.isProblem("origin-not-allowed")).isTrue();
      assertThat(answer.headers().keySet())
          .as(origin)
          .noneMatch(name -> name.startsWith("access-control-"));
    }
  }

  @Test
  void refusesEverybodyWhereNobodyIsConfigured() throws IOException {
    try (var other = EdgeServer.inFrontOf(room)) {
      assertThat(preflight(other, TOKENS, SHOP).status()).isEqualTo(403);
      try (var connection = new RawConnection(other.port())) {
        connection.write("GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n\r\n");
        var answer = connection.answer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
      }
    }
  }

  @Test
  void showsAnswersAndRefusalsToAnAllowedPage() throws IOException {
    try (var connection = new RawConnection(server.port())) {
      connection.write("GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n\r\n");
      var answer = connection.answer();
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
      assertThat(answer.header("Access-Control-Expose-Headers")).contains("Retry-After", "ETag");
      connection.write("GET /v1/queues/none HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n\r\n");
      var refusal = connection.answer();
      assertThat(refusal.isProblem("queue-unknown")).isTrue();
      assertThat(refusal.header("Access-Control-Allow-Origin")).isEqualTo(SHOP);
      connection.write("GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\nOrigin: " + EVIL + "\r\n\r\n");
      assertThat(connection.answer().header("Access-Control-Allow-Origin")).isNull();
    }
  }

  @Test
  void takesWritesByCookieFromAnAllowedPageOnly() {
    var joined = server.post(TOKENS, "{}", "Daegi-Client", "web");
    var cookies =
        String.join(
            "; ",
            joined.headers("Set-Cookie").stream()
                .map(c -> c.substring(0, c.indexOf(';')))
                .toList());
    var tickets = TOKENS + "/me/tickets";
    assertThat(server.post(tickets, "{}", "Cookie", cookies, "Origin", SHOP).status())
        .isEqualTo(201);
    var refused = server.post(tickets, "{}", "Cookie", cookies, "Origin", EVIL);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("origin-not-allowed");
    assertThat(server.post(tickets, "{}", "Cookie", cookies).code())
        .isEqualTo("origin-not-allowed");
  }

  @Test
  void letsNoPageOfAnotherOriginNearTheOperatorsCalls() throws IOException {
    var answer = preflight(server, "/admin/v1/queues", SHOP);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
  }
}
