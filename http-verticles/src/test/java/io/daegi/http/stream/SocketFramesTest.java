package io.daegi.http.stream;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a visitor may say over a WebSocket. */
@Timeout(30)
class SocketFramesTest {

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
  void leavesWhenTheClientSaysSo() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.send("{\"type\":\"leave\"}");
      assertThat(socket.next().getString("state")).isEqualTo("LEFT");
      assertThat(socket.closed().code()).isEqualTo(1000);
    }
  }

  @Test
  void leavesWhenTheClientSaysSoInTwoFrames() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.sendInTwo("{\"type\":", "\"leave\"}");
      assertThat(socket.next().getString("state")).isEqualTo("LEFT");
    }
  }

  @Test
  void answersAPingAndGoesOn() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.ping();
      room.callUpTo("demo", 1);
      assertThat(socket.next().getString("state")).isEqualTo("READY");
    }
  }

  @Test
  void closesOnAnythingElse() {
    for (var frame : List.of("hello", "{}", "[]", "{\"type\":7}", "{\"type\":\"dance\"}")) {
      var other = server.join("demo");
      try (var socket = Socket.open(server, SOCKET, bearer(other))) {
        socket.next();
        socket.send(frame);
        assertThat(socket.closed().code()).as(frame).isEqualTo(1008);
      }
    }
  }

  @Test
  void closesOnABinaryFrame() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.sendBytes(new byte[] {1});
      assertThat(socket.closed().code()).isEqualTo(1008);
    }
  }

  @Test
  void closesOnAFrameThatIsTooLarge() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.send("{\"type\":\"leave\",\"why\":\"" + "x".repeat(1_100) + "\"}");
      assertThat(socket.closed().code()).isEqualTo(1009);
    }
  }

  @Test
  void closesOnFramesThatAreTooLargeTogether() {
    var token = server.join("demo");
    try (var socket = Socket.open(server, SOCKET, bearer(token))) {
      socket.next();
      socket.sendInTwo("{\"type\":\"leave\",\"why\":\"" + "x".repeat(600), "x".repeat(600) + "\"}");
      assertThat(socket.closed().code()).isEqualTo(1009);
    }
  }
}
