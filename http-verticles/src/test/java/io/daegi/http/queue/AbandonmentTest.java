package io.daegi.http.queue;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.RealRoom;
import io.daegi.http.fixture.Socket;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the visitor's silence to the engine's verdict, over a real edge and a real engine. */
@Timeout(60)
class AbandonmentTest {

  private static final String ME = "/v1/queues/demo/tokens/me";
  private static final long TTL_MS = 1_500;

  private RealRoom room;

  @BeforeEach
  void start() {
    var usual = QueueSettings.defaults("demo");
    room =
        new RealRoom(
            "demo",
            new QueueSettings(
                "Demo",
                1,
                usual.admitPerSecond(),
                usual.readyTtlMs(),
                usual.activeTtlMs(),
                usual.sessionMaxMs(),
                TTL_MS,
                0,
                usual.passMode(),
                "demo",
                usual.maxWaiting()));
  }

  @AfterEach
  void stop() {
    room.close();
  }

  private TokenState state(long number) {
    return room.stateOf("demo", number);
  }

  private boolean polls(String token) {
    return room.server().get(ME, bearer(token)).status() == 200;
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(condition);
  }

  @Test
  void abandonsWhoStopsPollingOrWhoseConnectionIsGoneAndGoesOnWithTheOthers() {
    var inside = room.server().join("demo");
    await(() -> state(1) == TokenState.READY);
    room.server().join("demo");
    var onSocket = room.server().join("demo");
    var onEvents = room.server().join("demo");
    var polling = room.server().join("demo");
    try (var socket = Socket.open(room.server(), ME + "/socket", bearer(onSocket));
        var events = EventReader.open(room.server(), ME + "/events", bearer(onEvents))) {
      assertThat(socket.next().getInteger("position")).isEqualTo(2);
      assertThat(events.event()).containsEntry("event", "status");
      await(() -> polls(polling) && state(2) == TokenState.ABANDONED);
      assertThat(state(3)).isEqualTo(TokenState.WAITING);
      assertThat(state(4)).isEqualTo(TokenState.WAITING);
    }
    await(
        () ->
            polls(polling) && state(3) == TokenState.ABANDONED && state(4) == TokenState.ABANDONED);
    assertThat(room.server().get(ME, bearer(polling)).json().getInteger("position")).isEqualTo(1);

    assertThat(room.server().delete(ME, bearer(inside)).status()).isEqualTo(204);
    await(() -> polls(polling) && state(5) == TokenState.READY);
    assertThat(state(2)).isEqualTo(TokenState.ABANDONED);
    assertThat(room.failure()).isNull();
  }

  @Test
  void givesThePlaceBackToWhoReturnsBeforeTheirNumberIsPassed() {
    room.server().join("demo");
    await(() -> state(1) == TokenState.READY);
    var silent = room.server().join("demo");
    await(() -> state(2) == TokenState.ABANDONED);
    await(() -> polls(silent) && state(2) == TokenState.WAITING);
    assertThat(room.server().get(ME, bearer(silent)).json().getInteger("number")).isEqualTo(2);
  }
}
