package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.Certificates;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Http2Test {

  @TempDir private static Path folder;
  private static SSLContext trust;

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;

  /** Held: a client that nobody refers to is closed with its connections when it is collected. */
  private HttpClientAgent client;

  @BeforeAll
  static void make() {
    Certificates.make(folder, "edge");
    trust = Certificates.trust(folder, "edge");
  }

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room, Http2Test::withTls);
  }

  private static HttpConfig withTls(HttpConfig c) {
    return c.toBuilder()
        .publicUrl("https://tickets.example.com")
        .tls(new TlsFiles(folder.resolve("edge.crt"), folder.resolve("edge.key")))
        .build();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpConnection connect() {
    var options =
        new HttpClientOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setTrustOptions(
                new PemTrustOptions().addCertPath(folder.resolve("edge.crt").toString()));
    client = server.vertx().createHttpClient(options);
    return client
        .connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(server.port()))
        .await();
  }

  @Test
  void isSpokenByTheClientOfTheJdk() throws Exception {
    servesTheClientOfTheJdk();
  }

  private void servesTheClientOfTheJdk() throws Exception {
    try (var jdk = HttpClient.newBuilder().sslContext(trust).build()) {
      var address = URI.create("https://127.0.0.1:" + server.port() + "/v1/queues/demo");
      var answer = jdk.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void isNotSpokenInClearText() throws Exception {
    try (var clear = EdgeServer.inFrontOf(room);
        var jdk = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var address = URI.create(clear.url() + "/v1/queues/demo");
      var answer = jdk.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysItsLimits() {
    var connection = connect();
    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> connection.remoteSettings().getMaxConcurrentStreams() < Integer.MAX_VALUE);
    var limits = connection.remoteSettings();
    assertThat(limits.getMaxConcurrentStreams()).isEqualTo(ServerOptions.MAX_HTTP2_STREAMS);
    assertThat(limits.getMaxHeaderListSize()).isEqualTo(HttpConfig.MAX_HEADER_BYTES);
    client.close().await();
  }

  @Test
  void refusesMoreHeadersThanItReads() throws IOException {
    try (var client = new Http2Frames(server.port(), trust)) {
      client.openWithHeader(1, 9_000);
      assertThat(client.answer(1)).contains("431");
    }
  }

  /** One stream too many and no more: what nobody reads any more would reset the connection. */
  @Test
  void cutsOffAClientThatOpensAndCancelsStreamAfterStream() throws Exception {
    try (var client = new Http2Frames(server.port(), trust)) {
      for (int i = 0; i <= ServerOptions.MAX_HTTP2_RESETS; i++) {
        client.openAndCancel(2 * i + 1);
      }
      assertThat(client.errorOfGoodbye()).isEqualTo(Http2Frames.ENHANCE_YOUR_CALM);
    }
    servesTheClientOfTheJdk();
  }
}
