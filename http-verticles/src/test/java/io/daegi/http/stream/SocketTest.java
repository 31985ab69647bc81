package io.daegi.http.stream;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Socket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketTest {

  private static final String SOCKET = "/v1/queues/demo/tokens/me/socket";

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
  void tellsTheWholeWayFromWaitingToTheEndAndCloses() {
    server.join("demo");
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      var first = socket.next();
      assertThat(first.getString("state")).isEqualTo("WAITING");
      assertThat(first.getInteger("position")).isEqualTo(2);
      room.callUpTo("demo", 1);
      assertThat(socket.next().getInteger("position")).isEqualTo(1);
      room.callUpTo("demo", 2);
      var called = socket.next();
      assertThat(called.getString("state")).isEqualTo("READY");
      assertThat(called.getValue("pass")).isNull();
      server.post("/v1/queues/demo/tokens/me/enter", null, bearer(token));
      var inside = socket.next();
      assertThat(inside.getString("state")).isEqualTo("ACTIVE");
      assertThat(inside.getString("pass")).isNotBlank();
      room.end("demo", 2, TokenState.COMPLETED, EndReason.PAID);
      assertThat(socket.next().getString("reason")).isEqualTo("paid");
      assertThat(socket.closed().code()).isEqualTo(1000);
    }
  }

  @Test
  void tellsAMovingPositionOnceASecondAndAMessageAtOnce() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      server.join("demo");
    }
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      var positions = new ArrayList<JsonObject>();
      for (int number = 1; number <= 30; number++) {
        room.callUpTo("demo", number);
        positions.addAll(socket.during(50));
      }
      assertThat(positions).hasSizeBetween(1, 3);
      assertThat(room.setMessage("demo", "Sound check").succeeded()).isTrue();
      assertThat(socket.during(300))
          .anySatisfy(s -> assertThat(s.getString("message")).isEqualTo("Sound check"));
    }
  }

  @Test
  void opensByTicketAndByTokenInTheAddress() {
    var token = server.join("demo");
    var given = server.post("/v1/queues/demo/tokens/me/tickets", null, bearer(token));
    assertThat(given.status()).isEqualTo(201);
    var ticket = given.json().getString("ticket");
    room.callUpTo("demo", 1);
    server.post("/v1/queues/demo/tokens/me/enter", null, bearer(token));
    try (var socket = Socket.open(server, SOCKET + "?ticket=" + ticket)) {
      assertThat(socket.next().getString("pass")).isNotBlank();
    }
    try (var socket = Socket.open(server, SOCKET + "?token=" + token)) {
      assertThat(socket.next().getValue("pass")).isNull();
    }
  }

  @Test
  void saysByItsCloseCodeWhyItRefuses() {
    room.open("other", QueueSettings.defaults("other"));
    var foreign = server.join("other");
    assertThat(codeOf(SOCKET)).isEqualTo(4401);
    assertThat(codeOf(SOCKET + "?token=nonsense")).isEqualTo(4401);
    assertThat(codeOf(SOCKET + "?ticket=" + foreign)).isEqualTo(4401);
    assertThat(codeOf(SOCKET, bearer(foreign))).isEqualTo(4403);
  }

  @Test
  void takesACookieFromAKnownPageOnly() {
    var set =
        server.post("/v1/queues/demo/tokens", "{}", "Daegi-Client", "web").headers("Set-Cookie");
    var cookies = String.join("; ", set.stream().map(c -> c.substring(0, c.indexOf(';'))).toList());
    assertThat(codeOf(SOCKET, "Cookie", cookies)).isEqualTo(4401);
    assertThat(codeOf(SOCKET, "Cookie", cookies, "Origin", "https://evil.example")).isEqualTo(4401);
    try (var socket =
        Socket.open(server, SOCKET, "Cookie", cookies, "Origin", "http://tickets.example.com")) {
      assertThat(socket.next().getString("state")).isEqualTo("WAITING");
    }
  }

  @Test
  void replacesTheOldestOfMoreThanThreeStreamsOfAToken() {
    var token = server.join("demo");
    var sockets = new ArrayList<Socket>();
    for (int i = 0; i < 4; i++) {
      var socket = Socket.open(server, SOCKET, bearer(token));
      socket.next();
      sockets.add(socket);
    }
    assertThat(sockets.getFirst().closed().code()).isEqualTo(4409);
    room.callUpTo("demo", 1);
    for (var socket : sockets.subList(1, 4)) {
      assertThat(socket.next().getString("state")).isEqualTo("READY");
    }
    sockets.forEach(Socket::close);
  }

  @Test
  void refusesMoreStreamsThanTheProcessMayHave() {
    try (var small = EdgeServer.inFrontOf(room, SocketTest::withOneStream)) {
      var token = small.join("demo");
      try (var first = Socket.open(small, SOCKET, bearer(token))) {
        first.next();
        assertThat(small.meters().get("daegi.streams").tag("kind", "websocket").gauge().value())
            .isEqualTo(1);
        try (var second = Socket.open(small, SOCKET, bearer(token))) {
          assertThat(second.closed().code()).isEqualTo(1013);
        }
      }
      Awaitility.await()
          .atMost(5, TimeUnit.SECONDS)
          .until(
              () ->
                  small.meters().get("daegi.streams").tag("kind", "websocket").gauge().value()
                      == 0);
      try (var third = Socket.open(small, SOCKET, bearer(token))) {
        third.next();
      }
    }
  }

  private static HttpConfig withOneStream(HttpConfig c) {
    return c.toBuilder().maxStreams(1).build();
  }

  @Test
  void saysWhenToComeBackWhenItShutsDown() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      server.shutDown();
      assertThat(socket.closed().code()).isEqualTo(1012);
      assertThat(new JsonObject(socket.closed().reason()).getLong("reconnectAfterMs"))
          .isBetween(1_000L, 5_000L);
    }
  }

  @Test
  void closesWhenTheBoardHasHeardNothingForTooLong() {
    try (var quick = EdgeServer.inFrontOf(room, SocketTest::quicklyStale)) {
      var token = quick.join("demo");
      try (var socket = Socket.open(quick, SOCKET, bearer(token))) {
        socket.next();
        room.ageBoardTo(60_000);
        assertThat(socket.closed().code()).isEqualTo(1012);
      }
    }
  }

  private static HttpConfig quicklyStale(HttpConfig c) {
    return c.toBuilder().boardStaleMs(500).build();
  }

  @Test
  void answersAPlainRequestWithWhatItSpeaks() {
    var reply = server.get(SOCKET, bearer(server.join("demo")));
    assertThat(reply.status()).isEqualTo(426);
    assertThat(reply.code()).isEqualTo("upgrade-required");
  }

  private int codeOf(String path, String... headers) {
    try (var socket = Socket.open(server, path, headers)) {
      return socket.closed().code();
    }
  }
}
