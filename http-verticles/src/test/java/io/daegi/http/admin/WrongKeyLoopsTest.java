package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.HttpServices;
import io.daegi.http.HttpVerticle;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Wrong keys on a process with several event loops, each try on a connection of its own. */
class WrongKeyLoopsTest {

  private final InMemoryRoom room = new InMemoryRoom();
  private final List<Integer> ports = new ArrayList<>();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    var services = new AtomicReference<HttpServices>();
    server =
        EdgeServer.inFrontOf(
            room,
            c -> c,
            s -> {
              services.set(s);
              return s;
            });
    ports.add(server.port());
    for (int loop = 1; loop < 4; loop++) {
      var verticle = new HttpVerticle(services.get());
      server.vertx().deployVerticle(verticle).await();
      ports.add(verticle.port());
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RawConnection.Answer tryKey(int port, String key) throws IOException {
    try (var connection = new RawConnection(port)) {
      return connection
          .write(
              "GET /admin/v1/queues HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                  + key
                  + "\r\n\r\n")
          .answer();
    }
  }

  @Test
  void countsTheTriesOfAllLoopsTogether() throws IOException {
    int refused = 0;
    for (int i = 0; i < 4 * WrongKeyLimit.BURST; i++) {
      var answer = tryKey(ports.get(i % ports.size()), "wrong-" + i);
      assertThat(answer.status()).isIn(401, 429);
      if (answer.status() == 401) {
        refused++;
      }
    }
    assertThat(refused).isBetween(WrongKeyLimit.BURST, WrongKeyLimit.BURST + 2);
    for (int port : ports) {
      var answer = tryKey(port, "wrong");
      assertThat(answer.isProblem("too-many-wrong-keys")).isTrue();
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 8);
      assertThat(tryKey(port, EdgeServer.ADMIN_KEY).status()).isEqualTo(200);
    }
  }
}
