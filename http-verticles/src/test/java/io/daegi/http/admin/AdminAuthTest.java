package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.QueueState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.JoinConfig;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminAuthTest {

  private static final String PAUSE = "/admin/v1/queues/demo/pause";

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

  @Test
  void refusesEveryPathWithoutTheKey() {
    for (var path :
        new String[] {
          "/admin/v1/queues",
          "/admin/v1/queues/demo",
          "/admin/v1/queues/demo/events",
          "/admin/v1/audit",
          "/admin/v1/nothing-here"
        }) {
      var reply = server.get(path);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.code()).as(path).isEqualTo("admin-key-invalid");
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
  }

  @Test
  void changesNothingForAWrongKey() {
    for (var wrong :
        new String[] {
          "Bearer wrong",
          "Bearer " + EdgeServer.ADMIN_KEY + "x",
          "Bearer " + EdgeServer.ADMIN_KEY.substring(1),
          "Basic " + EdgeServer.ADMIN_KEY,
          EdgeServer.ADMIN_KEY
        }) {
      assertThat(server.post(PAUSE, null, "Authorization", wrong).status())
          .as(wrong)
          .isEqualTo(401);
    }
    assertThat(room.queue("demo").state()).isEqualTo(QueueState.OPEN);
  }

  @Test
  void isNotPassedByAnotherSpellingOfThePath() {
    for (var path :
        new String[] {
          "//admin/v1/queues",
          "/admin//v1/queues",
          "/x/../admin/v1/queues",
          "/%61dmin/v1/queues",
          "/admin/v1%2Fqueues",
          "/admin/v1/queues/",
          "/ADMIN/v1/queues"
        }) {
      assertThat(server.get(path).status()).as(path).isIn(401, 404);
    }
  }

  @Test
  void doesNotTakeATokenForAKey() {
    var token = server.join("demo");
    assertThat(server.post(PAUSE, null, EdgeServer.bearer(token)).status()).isEqualTo(401);
  }

  @Test
  void slowsDownWhoTriesKeysAndStillLetsTheRightOneIn() {
    var last = server.get("/admin/v1/queues", "Authorization", "Bearer wrong-0");
    int tries = 1;
    while (last.status() == 401 && tries < 100) {
      last = server.get("/admin/v1/queues", "Authorization", "Bearer wrong-" + tries++);
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(tries).isGreaterThan(WrongKeyLimit.BURST);
    assertThat(last.code()).isEqualTo("too-many-wrong-keys");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
    assertThat(last.json().getLong("retryAfterMs")).isPositive();
    assertThat(new Operator(server).get("/admin/v1/queues").status()).isEqualTo(200);
  }

  @Test
  void countsWrongKeysByTheAddressThatATrustedProxySaw() {
    try (var behindProxy =
        EdgeServer.inFrontOf(room, c -> JoinConfig.of(c, 0, 1, "127.0.0.1", "192.0.2.0/24"))) {
      for (int i = 0; i < WrongKeyLimit.BURST; i++) {
        assertThat(tryKey(behindProxy, "2001:db8:0:7::" + i).status()).isEqualTo(401);
      }
      assertThat(tryKey(behindProxy, "2001:db8:0:7:ffff::1").status()).isEqualTo(429);
      assertThat(tryKey(behindProxy, "::1, 2001:db8:0:7::1").status()).isEqualTo(429);
      assertThat(tryKey(behindProxy, "2001:db8:0:8::1").status()).isEqualTo(401);
    }
  }

  private static Reply tryKey(EdgeServer edge, String forwardedFor) {
    return edge.get(
        "/admin/v1/queues", "Authorization", "Bearer wrong", "X-Forwarded-For", forwardedFor);
  }

  @Test
  void namesTheMethodsOfAnAddressToWhoHasTheKey() {
    var reply = server.send("DELETE", "/admin/v1/queues/demo", null, Operator.withKey());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, PUT");
    assertThat(new Operator(server).get("/admin/v1/nothing-here").status()).isEqualTo(404);
  }
}
