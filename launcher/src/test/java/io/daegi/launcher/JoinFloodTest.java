package io.daegi.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The limits of joins as an operator sets them; being short, it is the first that starts the
 * program.
 */
@Order(Lanes.LEAVES_AN_ARCHIVE)
class JoinFloodTest {
  private static final int MANY = 200;

  @Test
  void stopsOneAddressBehindTheProxyAndServesAnother(@TempDir Path workingDir) throws Exception {
    Map<String, String> settings =
        Map.of(
            "DAEGI_HTTP_HOST", "127.0.0.1",
            "DAEGI_JOIN_BURST", "2",
            "DAEGI_JOINS_PER_SECOND", "1",
            "DAEGI_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8",
            "DAEGI_UNLIMITED_NETWORKS", "203.0.113.0/24");
    try (HttpClient client = HttpClient.newHttpClient();
        Launched daegi = Launched.leavingAnArchive(workingDir, settings).awaitReady()) {
      URI join = URI.create(daegi.addressOf("Demo sale") + "v1/queues/demo/tokens");

      HttpResponse<String> last = join(client, join, "198.51.100.1, 10.0.0.5");
      assertThat(last.statusCode()).isEqualTo(201);
      for (int i = 0; i < MANY && last.statusCode() == 201; i++) {
        last = join(client, join, "198.51.100.1, 10.0.0.5");
      }

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.body()).contains("\"code\":\"too-many-joins\"");
      assertThat(last.headers().firstValue("Retry-After").orElseThrow()).isIn("1", "2");
      for (int i = 0; i < 5; i++) {
        assertThat(join(client, join, "203.0.113.7").statusCode()).isEqualTo(201);
      }
      assertThat(join(client, join, "198.51.100.2").statusCode()).isEqualTo(201);
    }
  }

  private static HttpResponse<String> join(HttpClient client, URI address, String forwardedFor)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(address)
            .header("X-Forwarded-For", forwardedFor)
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
