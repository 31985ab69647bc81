package io.daegi.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.ErrorLog;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.RawConnection;
import io.daegi.http.fixture.RawSocket;
import io.daegi.http.fixture.Socket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Frames that no client of ours sends, on an edge with one event loop. */
@Isolated
class FrameFloodTest {

  private static final String LEAVE = "{\"type\":\"leave\"}";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private ErrorLog errors;

  @BeforeEach
  void start() {
    errors = ErrorLog.ofErrors();
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room);
  }

  @AfterEach
  void stop() {
    server.close();
    errors.close();
    errors.assertNoError();
  }

  private RawSocket open() throws IOException {
    var socket = RawSocket.open(server, "demo", server.join("demo"));
    assertThat(socket.text()).contains("WAITING");
    return socket;
  }

  private void assertCloses(int code, byte[]... frames) throws IOException {
    try (var socket = open()) {
      for (var frame : frames) {
        socket.send(frame);
      }
      assertThat(socket.closeCode()).isEqualTo(code);
    }
  }

  private static byte[] text(boolean isFinal, int opcode, String text) {
    return RawSocket.frame(isFinal, opcode, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] many(int count, byte[] frame) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private static byte[] many(int count, byte[] first, byte[] then) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(many(count, first));
    all.writeBytes(then);
    return all.toByteArray();
  }

  @Test
  void closesOnFramesThatAreTooLargeWhateverTheirSize() throws IOException {
    for (int bytes : new int[] {1_025, 8_192, 8_193, 65_535, 100_000}) {
      assertCloses(1009, text(true, RawSocket.TEXT, "x".repeat(bytes)));
    }
    var announced = new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertCloses(1009, announced);
  }

  @Test
  void closesOnFragmentsThatAreTooLargeTogether() throws IOException {
    var part = text(false, RawSocket.CONTINUATION, "x".repeat(1_000));
    assertCloses(1009, text(false, RawSocket.TEXT, "x".repeat(1_000)), many(9, part));
    assertCloses(
        1009,
        text(false, RawSocket.TEXT, "x".repeat(1_000)),
        text(true, RawSocket.CONTINUATION, "x".repeat(1_000)));
  }

  @Test
  void cutsWhoSendsFramesBeforeTheHandshakeIsAnswered() throws IOException {
    var handshake = RawSocket.handshake("demo", server.join("demo"));
    var flood = many(1_000, text(true, RawSocket.PING, "early"));
    try (var connection = new RawConnection(server.port())) {
      connection.write(many(1, handshake.getBytes(StandardCharsets.US_ASCII), flood));
      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void takesALeaveInFragments() throws IOException {
    try (var socket = open()) {
      socket.send(false, RawSocket.TEXT, LEAVE.substring(0, 5));
      socket.send(true, RawSocket.PING, "between");
      socket.send(true, RawSocket.CONTINUATION, LEAVE.substring(5));
      assertThat(socket.text()).contains("LEFT");
      assertThat(socket.closeCode()).isEqualTo(1000);
    }
  }

  @Test
  void closesOnFramesThatBreakTheProtocol() throws IOException {
    var unmasked = text(true, RawSocket.TEXT, "{}");
    assertCloses(1008, new byte[] {(byte) 0x81, 2, '{', '}'});
    assertCloses(1008, new byte[] {(byte) 0xf1, (byte) 0x80, 0, 0, 0, 0});
    for (int reserved : new int[] {3, 7, 11, 15}) {
      assertCloses(1008, text(true, reserved, "x"));
    }
    assertCloses(1008, text(true, RawSocket.CONTINUATION, "x"));
    assertCloses(1008, text(false, RawSocket.TEXT, "{"), unmasked);
    assertCloses(1008, text(false, RawSocket.PING, "x"));
    assertCloses(1008, text(true, RawSocket.PING, "x".repeat(126)));
    assertCloses(1008, text(true, RawSocket.BINARY, "x"));
    assertCloses(1008, text(true, RawSocket.TEXT, ""));
  }

  @Test
  void closesOnTextThatIsNotUtf8() throws IOException {
    assertCloses(
        1008, RawSocket.frame(true, RawSocket.TEXT, new byte[] {(byte) 0xff, (byte) 0xfe}));
  }

  @Test
  void closesOnMorePingsPongsOrEmptyFragmentsThanAnybodyHasAReasonFor() throws IOException {
    assertCloses(1008, many(2 * FrameGuard.BURST, text(true, RawSocket.PING, "")));
    assertCloses(1008, many(2 * FrameGuard.BURST, text(true, RawSocket.PONG, "")));
    assertCloses(
        1008,
        text(false, RawSocket.TEXT, "{"),
        many(2 * FrameGuard.BURST, text(false, RawSocket.CONTINUATION, "")));
  }

  @Test
  void waitsOnlySoLongForWhoDoesNotCloseInTurn() throws IOException {
    try (var socket = open()) {
      socket.send(true, RawSocket.BINARY, "x");
      assertThat(socket.closeCode()).isEqualTo(1008);
      assertThat(socket.isClosedByServer()).isTrue();
    }
  }

  @Test
  void answersPingsWithinReason() throws IOException {
    try (var socket = open()) {
      socket.send(many(FrameGuard.BURST / 2, text(true, RawSocket.PING, "are you there")));
      socket.send(true, RawSocket.TEXT, LEAVE);
      assertThat(socket.closeCode()).isEqualTo(1000);
      assertThat(socket.pongs()).isEqualTo(FrameGuard.BURST / 2);
    }
  }

  /** Floods of many at once, while somebody on the same event loop watches and polls. */
  @Test
  void servesOthersOnTheSameLoopDuringFloods() throws Exception {
    var token = server.join("demo");
    var flood = many(100_000, text(true, RawSocket.PING, "x".repeat(100)));
    var threads = new ArrayList<Thread>();
    var sockets = new ArrayList<RawSocket>();
    try (var watcher =
        Socket.open(server, "/v1/queues/demo/tokens/me/socket", EdgeServer.bearer(token))) {
      watcher.next();
      for (int i = 0; i < 5; i++) {
        var socket = open();
        sockets.add(socket);
        threads.add(Thread.ofVirtual().start(() -> flood(socket, flood)));
      }
      for (int i = 0; i < 20; i++) {
        var path = "/v1/queues/demo/tokens/me";
        assertThat(server.get(path, EdgeServer.bearer(token)).status()).isEqualTo(200);
        room.setMessage("demo", "message " + i);
        assertThat(watcher.next().getString("message")).isEqualTo("message " + i);
      }
      for (var socket : sockets) {
        assertThat(socket.closeCode()).isEqualTo(1008);
        assertThat(socket.pongs()).isLessThan(2_000);
      }
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
      for (var thread : threads) {
        thread.join();
      }
    }
  }

  private static void flood(RawSocket socket, byte[] flood) {
    try {
      socket.send(flood);
    } catch (IOException closed) {
      // that is what the server is for
    }
  }
}
