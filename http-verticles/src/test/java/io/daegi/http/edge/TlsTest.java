package io.daegi.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.Certificates;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.metrics.Measured;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

  @TempDir private static Path folder;

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;

  /** Held: a client that nobody refers to is closed with its connections when it is collected. */
  private final List<Measured> clients = new ArrayList<>();

  @BeforeAll
  static void make() {
    Certificates.make(folder, "first");
    Certificates.make(folder, "second");
  }

  @BeforeEach
  void start() throws IOException {
    room.open("demo", QueueSettings.defaults("demo"));
    show("first");
    server = EdgeServer.inFrontOf(room, TlsTest::withTls);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void show(String name) throws IOException {
    for (var end : new String[] {".crt", ".key"}) {
      Files.copy(
          folder.resolve(name + end),
          folder.resolve("shown" + end),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static HttpConfig withTls(HttpConfig c) {
    return c.toBuilder()
        .publicUrl("https://tickets.example.com")
        .tls(new TlsFiles(folder.resolve("shown.crt"), folder.resolve("shown.key")))
        .build();
  }

  private HttpClientAgent client(HttpVersion version, String trusted) {
    var client =
        server
            .vertx()
            .createHttpClient(
                new HttpClientOptions()
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setProtocolVersion(version)
                    .setTrustOptions(trusting(trusted)));
    clients.add(client);
    return client;
  }

  private static PemTrustOptions trusting(String name) {
    return new PemTrustOptions().addCertPath(folder.resolve(name + ".crt").toString());
  }

  private RequestOptions request(HttpMethod method, String path) {
    return new RequestOptions()
        .setHost("127.0.0.1")
        .setPort(server.port())
        .setMethod(method)
        .setURI(path);
  }

  private HttpVersion versionOf(HttpClientAgent client) {
    return client
        .request(request(HttpMethod.GET, "/v1/queues/demo"))
        .compose(r -> r.send())
        .map(r -> r.version())
        .await();
  }

  @Test
  void speaksTheNewestHttpThatTheClientSpeaks() {
    assertThat(versionOf(client(HttpVersion.HTTP_2, "first"))).isEqualTo(HttpVersion.HTTP_2);
    assertThat(versionOf(client(HttpVersion.HTTP_1_1, "first"))).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @Test
  void givesBrowsersHostCookiesThatOnlyGoOverTls() {
    var reply =
        client(HttpVersion.HTTP_2, "first")
            .request(request(HttpMethod.POST, "/v1/queues/demo/tokens"))
            .compose(
                r ->
                    r.putHeader("Content-Type", "application/json")
                        .putHeader("Daegi-Client", "web")
                        .send("{}"))
            .await();
    assertThat(reply.statusCode()).isEqualTo(201);
    assertThat(reply.cookies())
        .hasSize(2)
        .allSatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-daegi-")
                    .contains("; Path=/", "; Secure", "; HTTPOnly", "; SameSite=Lax")
                    .doesNotContain("Domain"));
  }

  @Test
  void tellsStatusesOverHttp2() throws Exception {
    var client = client(HttpVersion.HTTP_2, "first");
    var token = join(client);
    var told = new AtomicReference<>("");
    var response =
        client
            .request(request(HttpMethod.GET, "/v1/queues/demo/tokens/me/events"))
            .compose(r -> r.putHeader("Authorization", "Bearer " + token).send())
            .onSuccess(
                r -> r.handler(part -> told.accumulateAndGet(part.toString(), String::concat)))
            .await();
    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(response.getHeader("X-Accel-Buffering")).isEqualTo("no");
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> told.get().contains("WAITING"));
    room.callUpTo("demo", 1);
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> told.get().contains("READY"));
  }

  @Test
  void opensWebSocketsOverTls() throws Exception {
    var token = join(client(HttpVersion.HTTP_2, "first"));
    var status = new CompletableFuture<String>();
    var sockets =
        server
            .vertx()
            .createWebSocketClient(
                new WebSocketClientOptions().setSsl(true).setTrustOptions(trusting("first")));
    clients.add(sockets);
    sockets
        .webSocket()
        .textMessageHandler(status::complete)
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setURI("/v1/queues/demo/tokens/me/socket?token=" + token))
        .await();
    assertThat(new JsonObject(status.get(5, TimeUnit.SECONDS)).getString("state"))
        .isEqualTo("WAITING");
  }

  @Test
  void showsANewCertificateWithoutARestart() throws IOException {
    versionOf(client(HttpVersion.HTTP_2, "first"));
    show("second");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> versionOf(client(HttpVersion.HTTP_2, "second")) == HttpVersion.HTTP_2);
  }

  private String join(HttpClientAgent client) {
    return client
        .request(request(HttpMethod.POST, "/v1/queues/demo/tokens"))
        .compose(r -> r.putHeader("Content-Type", "application/json").send("{}"))
        .compose(r -> r.body())
        .await()
        .toJsonObject()
        .getString("token");
  }
}
