package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Http2Test {

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpClientAgent clear(boolean byUpgrade) {
    return server
        .vertx()
        .createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(byUpgrade));
  }

  private RequestOptions queue() {
    return new RequestOptions()
        .setHost("127.0.0.1")
        .setPort(server.port())
        .setMethod(HttpMethod.GET)
        .setURI("/v1/queues/demo");
  }

  @Test
  void isSpokenInClearTextWithWhoKnowsAndWithWhoAsks() throws Exception {
    for (boolean byUpgrade : new boolean[] {false, true}) {
      var version =
          clear(byUpgrade).request(queue()).compose(r -> r.send()).map(r -> r.version()).await();
      assertThat(version).as("by upgrade: " + byUpgrade).isEqualTo(HttpVersion.HTTP_2);
    }
    try (var jdk = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/queues/demo")).build();
      assertThat(jdk.send(request, BodyHandlers.ofString()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void saysItsLimits() {
    var client = clear(false);
    HttpConnection connection =
        client
            .connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(server.port()))
            .await();
    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> connection.remoteSettings().getMaxConcurrentStreams() < Integer.MAX_VALUE);
    var limits = connection.remoteSettings();
    assertThat(limits.getMaxConcurrentStreams()).isEqualTo(ServerOptions.MAX_HTTP2_STREAMS);
    assertThat(limits.getMaxHeaderListSize()).isEqualTo(HttpConfig.MAX_HEADER_BYTES);
    client.close().await();
  }

  @Test
  void saysThatAWebSocketNeedsTheOlderHttp() {
    var reply =
        clear(false)
            .request(queue().setURI("/v1/queues/demo/tokens/me/socket"))
            .compose(r -> r.send())
            .await();
    assertThat(reply.statusCode()).isEqualTo(426);
    assertThat(reply.getHeader("Upgrade")).isNull();
  }

  @Test
  void refusesMoreHeadersThanItReads() throws IOException {
    try (var client = new Http2Frames(server.port())) {
      client.openWithHeader(1, 9_000);
      assertThat(client.answer(1)).contains("431");
    }
  }

  @Test
  void cutsOffAClientThatOpensAndCancelsStreamAfterStream() throws IOException {
    try (var client = new Http2Frames(server.port())) {
      for (int stream = 1; stream < 4 * ServerOptions.MAX_HTTP2_RESETS; stream += 2) {
        client.openAndCancel(stream);
      }
      assertThat(client.errorOfGoodbye()).isEqualTo(Http2Frames.ENHANCE_YOUR_CALM);
    }
    assertThat(server.get("/v1/queues/demo").status()).isEqualTo(200);
  }
}
