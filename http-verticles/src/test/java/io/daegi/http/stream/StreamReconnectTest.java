package io.daegi.http.stream;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Socket;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A visitor whose edge is gone goes on at another one, whose board may be behind. */
@Timeout(30)
class StreamReconnectTest {

  private static final String ME = "/v1/queues/demo/tokens/me";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer first;
  private EdgeServer second;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    first = EdgeServer.inFrontOf(room);
    second = EdgeServer.withKeysOf(first, room);
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
  }

  @Test
  void goesOnOverEventsWhereItWasAtAnotherEdge() {
    first.join("demo");
    var token = first.join("demo");
    String lastEvent;
    try (var reader = EventReader.open(first, ME + "/events", bearer(token))) {
      reader.event();
      room.callUpTo("demo", 1);
      var moved = reader.event();
      assertThat(EventReader.data(moved).getInteger("position")).isEqualTo(1);
      lastEvent = moved.get("id");
      first.shutDown();
      assertThat(reader.event()).containsEntry("event", "problem");
    }
    room.lagBoardBy(1);
    var opening =
        CompletableFuture.supplyAsync(
            () ->
                EventReader.open(
                    second,
                    ME + "/events",
                    "Authorization",
                    "Bearer " + token,
                    "Last-Event-ID",
                    lastEvent));
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> room.waitingForTheBoard() > 0);
    room.lagBoardBy(0);
    try (var reader = opening.orTimeout(5, TimeUnit.SECONDS).join()) {
      var status = reader.event();
      assertThat(Long.parseLong(status.get("id")))
          .isGreaterThanOrEqualTo(Long.parseLong(lastEvent));
      assertThat(EventReader.data(status).getInteger("position")).isEqualTo(1);
    }
  }

  @Test
  void goesOnOverAWebSocketWhereItWasAtAnotherEdge() {
    var token = first.join("demo");
    long seen;
    try (var socket = Socket.open(first, ME + "/socket", bearer(token))) {
      seen = socket.next().getLong("version");
      first.shutDown();
      assertThat(socket.closed().code()).isEqualTo(1012);
      assertThat(new JsonObject(socket.closed().reason()).getLong("reconnectAfterMs")).isPositive();
    }
    room.lagBoardBy(1);
    try (var socket = Socket.open(second, ME + "/socket?version=" + seen, bearer(token))) {
      Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> room.waitingForTheBoard() > 0);
      room.lagBoardBy(0);
      assertThat(socket.next().getLong("version")).isGreaterThanOrEqualTo(seen);
    }
  }

  @Test
  void isAskedToComeBackWhenTheOtherEdgesBoardStaysBehind() {
    var token = first.join("demo");
    long ahead = room.version(0) + 1;
    try (var socket = Socket.open(second, ME + "/socket?version=" + ahead, bearer(token))) {
      assertThat(socket.closed().code()).isEqualTo(1013);
    }
  }
}
