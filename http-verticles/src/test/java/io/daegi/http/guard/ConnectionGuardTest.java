package io.daegi.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.EventReader;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.Socket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {

  private static final int MAX = 20;
  private static final long TRICKLE_MS = 50;
  private static final String GET = "GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST =
      "POST /v1/queues/demo/tokens HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  private final InMemoryRoom room = new InMemoryRoom();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private EdgeServer server;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    var limits = new ConnectionLimits(MAX, 600, 600, 900);
    server =
        EdgeServer.inFrontOf(room, c -> c, s -> s.withConnections(new Connections(limits, meters)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private double cut(String reason) {
    return meters.get("daegi.connections.cut").tag("reason", reason).counter().count();
  }

  private double open() {
    return meters.get("daegi.connections").gauge().value();
  }

  /** Writes a byte now and then, as who wants to be taken for busy; until the server closes. */
  private static void trickle(RawConnection connection, String text) throws IOException {
    var next = new AtomicInteger();
    try (var pace = Executors.newSingleThreadScheduledExecutor()) {
      var trickling =
          pace.scheduleAtFixedRate(
              () -> writeOne(connection, text, next.getAndIncrement()),
              0,
              TRICKLE_MS,
              TimeUnit.MILLISECONDS);
      assertThat(connection.isClosedByServer()).isTrue();
      trickling.cancel(true);
    }
  }

  /** Ends the trickle by failing, once the server has closed. */
  private static void writeOne(RawConnection connection, String text, int at) {
    if (at == text.length()) {
      throw new IllegalStateException("all was written");
    }
    try {
      connection.write(text.substring(at, at + 1));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  @Test
  void closesWhoConnectsAndSaysNothing() throws IOException {
    try (var silent = new RawConnection(server.port())) {
      assertThat(silent.answer()).isNull();
      assertThat(cut("no-request")).isEqualTo(1);
    }
  }

  @Test
  void closesWhoseHeadTrickles() throws IOException {
    try (var slow = new RawConnection(server.port())) {
      slow.write("GET /v1/queues/demo HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      trickle(slow, "z".repeat(500));
      assertThat(cut("no-request")).isEqualTo(1);
    }
  }

  @Test
  void closesWhoseSecondHeadTrickles() throws IOException {
    try (var slow = new RawConnection(server.port())) {
      assertThat(slow.write(GET).answer().status()).isEqualTo(200);
      trickle(slow, "GET /v1/queues/" + "z".repeat(500));
      assertThat(cut("no-request")).isEqualTo(1);
    }
  }

  @Test
  void answersASlowBodyWithAProblemAndCloses() throws IOException {
    for (var framing : List.of("Content-Length: 400", "Transfer-Encoding: chunked")) {
      try (var slow = new RawConnection(server.port())) {
        slow.write(POST + framing + "\r\n\r\n" + (framing.startsWith("T") ? "190\r\n{" : "{"));
        var answer = slow.answer();
        assertThat(answer.status()).as(framing).isEqualTo(408);
        assertThat(answer.isProblem("request-too-slow")).as(answer.body()).isTrue();
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(slow.isClosedByServer()).isTrue();
      }
    }
    assertThat(cut("slow-body")).isEqualTo(2);
  }

  @Test
  void cutsABodyThatTricklesBehindItsRefusal() throws IOException {
    try (var slow = new RawConnection(server.port())) {
      slow.write(POST + "Content-Length: 1000000\r\n\r\n");
      assertThat(slow.answer().isProblem("body-too-large")).isTrue();
      trickle(slow, "z".repeat(500));
      assertThat(cut("slow-body")).isEqualTo(1);
    }
  }

  @Test
  void leavesConnectionsAloneThatTalk() throws IOException {
    try (var polling = new RawConnection(server.port())) {
      long untilNs = System.nanoTime() + 2_000_000_000L;
      int answers = 0;
      while (System.nanoTime() < untilNs) {
        assertThat(polling.write(GET).answer().status()).isEqualTo(200);
        answers++;
        assertThat(polling.isSilentFor(100)).isTrue();
      }
      assertThat(answers).isGreaterThan(5);
    }
  }

  @Test
  void leavesStreamsOpenThatAreSilentForLongerThanAnyLimit() throws InterruptedException {
    var token = server.join("demo");
    try (var socket =
            Socket.open(server, "/v1/queues/demo/tokens/me/socket", EdgeServer.bearer(token));
        var events =
            EventReader.open(
                server, "/v1/queues/demo/tokens/me/events", EdgeServer.bearer(token))) {
      socket.next();
      events.event();
      assertThat(socket.during(2_000)).isEmpty();
      room.setMessage("demo", "Still here");
      assertThat(socket.next().getString("message")).isEqualTo("Still here");
      assertThat(EventReader.data(events.event()).getString("message")).isEqualTo("Still here");
    }
  }

  @Test
  void takesNoMoreConnectionsThanItHasRoomForAndForgetsThoseThatEnded() throws IOException {
    var held = new ArrayList<RawConnection>();
    for (int i = 0; i < MAX; i++) {
      var connection = new RawConnection(server.port());
      held.add(connection);
      assertThat(connection.write(GET).answer().status()).isEqualTo(200);
    }
    try (var oneMore = new RawConnection(server.port())) {
      assertThat(oneMore.isClosedByServer()).isTrue();
    }
    assertThat(open()).isEqualTo(MAX);
    assertThat(cut("full")).isEqualTo(1);
    for (var connection : held) {
      connection.close();
    }
    Awaitility.await().until(() -> open() == 0);
    try (var next = new RawConnection(server.port())) {
      assertThat(next.write(GET).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void forgetsSocketsWhenTheyEnd() {
    var token = server.join("demo");
    Awaitility.await().until(() -> open() == 0);
    try (var socket =
        Socket.open(server, "/v1/queues/demo/tokens/me/socket", EdgeServer.bearer(token))) {
      socket.next();
      assertThat(open()).isEqualTo(1);
    }
    Awaitility.await().until(() -> open() == 0);
  }
}
