package io.daegi.http.about;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.problem.ProblemCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AboutTest {

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
  void publishesTheKeyThatChecksAPass() throws Exception {
    var reply = server.get("/.well-known/jwks.json");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=300");
    var token = server.join("demo");
    room.callUpTo("demo", room.queue("demo").lastNumber());
    var status = server.post("/v1/queues/demo/tokens/me/enter", null, bearer(token)).json();
    var pass = SignedJWT.parse(status.getString("pass"));
    var key = JWKSet.parse(reply.body()).getKeyByKeyId(pass.getHeader().getKeyID());
    assertThat(pass.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
  }

  @Test
  void publishesNothingThatIsSecret() throws Exception {
    var body = server.get("/.well-known/jwks.json").body();
    assertThat(body).doesNotContain("\"d\"", "\"k\"", "oct");
    assertThat(JWKSet.parse(body).getKeys())
        .isNotEmpty()
        .allSatisfy(key -> assertThat(key.isPrivate()).isFalse());
  }

  @Test
  void answersNotModifiedToWhoHasIt() {
    for (var path :
        new String[] {
          "/.well-known/jwks.json",
          "/problems",
          "/problems/not-found",
          "/problems.css",
          "/openapi.yaml",
          "/asyncapi.yaml",
          "/daegi.js"
        }) {
      var first = server.get(path);
      assertThat(first.status()).as(path).isEqualTo(200);
      var again = server.get(path, "If-None-Match", first.header("ETag"));
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.body()).as(path).isEmpty();
    }
  }

  @Test
  void hasAPageForEveryProblem() {
    var list = server.get("/problems");
    assertThat(list.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    for (var problem : ProblemCode.values()) {
      var page = server.get("/problems/" + problem.code());
      assertThat(page.status()).as(problem.code()).isEqualTo(200);
      assertThat(page.body()).contains(problem.code(), String.valueOf(problem.status()));
      assertThat(list.body()).contains("href=\"/problems/" + problem.code() + "\"");
    }
  }

  @Test
  void keepsPagesWithinTheSharedPolicy() {
    var page = server.get("/problems/not-found");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.body()).doesNotContain("<style", "style=", "<script", "http:", "https:");
    var style = server.get("/problems.css");
    assertThat(style.header("Content-Type")).startsWith("text/css");
    assertThat(style.body()).doesNotContain("url(", "@import");
  }

  @Test
  void leadsFromAProblemToItsPage() {
    var type = server.get("/v1/queues/nothing").json().getString("type");
    assertThat(server.get(type).body()).contains("queue-unknown");
  }

  @Test
  void hasNoPageForWhatIsNoProblem() {
    var reply = server.get("/problems/nonsense");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("not-found");
    assertThat(server.post("/problems/not-found", "{}").status()).isEqualTo(405);
  }

  @Test
  void servesTheDocumentsAsYaml() {
    assertThat(server.get("/openapi.yaml").header("Content-Type")).isEqualTo("application/yaml");
    assertThat(server.get("/openapi.yaml").body()).startsWith("openapi: 3.1");
    assertThat(server.get("/asyncapi.yaml").body()).startsWith("asyncapi: 3.0");
  }
}
