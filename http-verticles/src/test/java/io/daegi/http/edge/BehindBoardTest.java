package io.daegi.http.edge;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.engine.model.VisitorId;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Socket;
import io.daegi.http.token.QueueToken;
import io.daegi.http.token.TokenCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a visitor is told while the edge's board is held back. */
@Timeout(30)
class BehindBoardTest {

  private static final String ME = "/v1/queues/demo/tokens/me";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private EdgeServer other;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
    other = EdgeServer.withKeysOf(server, room);
  }

  @AfterEach
  void stop() {
    other.close();
    server.close();
  }

  @Test
  void answersAnEntryWhenTheBoardHasPassedIt() {
    var token = server.join("demo");
    room.callUpTo("demo", 1);
    room.lagBoardBy(1);
    var entering =
        CompletableFuture.supplyAsync(() -> server.post(ME + "/enter", null, bearer(token)));
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> room.waitingForTheBoard() > 0);
    assertThat(entering).isNotDone();
    room.lagBoardBy(0);
    var entered = entering.orTimeout(5, TimeUnit.SECONDS).join();
    assertThat(entered.status()).isEqualTo(200);
    assertThat(entered.json().getString("state")).isEqualTo("ACTIVE");
  }

  @Test
  void answersALeaveWhenTheBoardHasPassedItOrSaysThatItIsBehind() {
    var token = server.join("demo");
    room.lagBoardBy(1);
    var late = server.delete(ME, bearer(token));
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.code()).isEqualTo("behind");
    assertThat(late.header("Retry-After")).isNotNull();
    room.lagBoardBy(0);
    assertThat(server.delete(ME, bearer(token)).status()).isEqualTo(204);
  }

  @Test
  void takesANumberAboveTheBoardsLastForOneThatWaits() {
    server.join("demo");
    room.freezeBoard();
    var visitor = new VisitorId(7, 7);
    long number = room.join("demo", visitor).await().number();
    var codec = new TokenCodec(server.keys(), InstantSource.system());
    var token = codec.encode(new QueueToken("demo", 1, number, 0, visitor));
    var status = server.get(ME, bearer(token));
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.json().getString("state")).isEqualTo("WAITING");
    assertThat(status.json().getInteger("position")).isEqualTo(2);
  }

  @Test
  void neverShowsAVisitorLessThanAnotherEdgeHasShown() {
    var token = server.join("demo");
    room.callUpTo("demo", 1);
    long seen = other.get(ME, bearer(token)).json().getLong("version");
    room.lagBoardBy(1);
    var behind = server.get(ME + "?version=" + seen, bearer(token));
    assertThat(behind.status()).isEqualTo(503);
    assertThat(behind.code()).isEqualTo("behind");
    room.lagBoardBy(0);
    assertThat(server.get(ME + "?version=" + seen, bearer(token)).json().getLong("version"))
        .isGreaterThanOrEqualTo(seen);
  }

  @Test
  void saysHowOldItsKnowledgeIs() {
    var token = server.join("demo");
    room.ageBoardTo(7_000);
    var status = server.get(ME, bearer(token)).json();
    assertThat(status.getLong("ageMs")).isEqualTo(7_000);
    assertThat(status.getInstant("asOf")).isBefore(Instant.now().minus(Duration.ofSeconds(6)));
    try (var socket = Socket.open(server, ME + "/socket", bearer(token))) {
      assertThat(socket.next().getLong("ageMs")).isEqualTo(7_000);
    }
  }

  @Test
  void letsAPositionRiseWhenSomebodySilentReturns() {
    var silent = server.join("demo");
    var token = server.join("demo");
    room.end("demo", 1, TokenState.ABANDONED, EndReason.SILENT);
    assertThat(server.get(ME, bearer(token)).json().getInteger("position")).isEqualTo(1);
    server.get(ME, bearer(silent));
    assertThat(server.get(ME, bearer(token)).json().getInteger("position")).isEqualTo(2);
  }
}
