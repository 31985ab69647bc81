package io.daegi.http.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.model.QueueSettings;
import io.daegi.http.fixture.InMemoryRoom;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that opens a WebSocket and does not read, over a real connection with small buffers. */
@Timeout(60)
class StuckReaderTest {

  private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4};
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  private final InMemoryRoom room = new InMemoryRoom();
  private TickedEdge edge;
  private Socket client;

  @BeforeEach
  void start() throws IOException {
    room.open("demo", QueueSettings.defaults("demo"));
    room.join("demo", TickedEdge.token(1).visitor()).await();
    edge = new TickedEdge(room);
    client = new Socket();
    client.setReceiveBufferSize(1_024);
    client.setSoTimeout(10_000);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.port()));
    var token = edge.sign(TickedEdge.token(1));
    client
        .getOutputStream()
        .write(
            ("GET /v1/queues/demo/tokens/me/socket?token="
                    + token
                    + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> edge.streams() == 1);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    edge.close();
  }

  /** Until buffers are full on both sides, and then on. */
  private void tellMuch() {
    for (int i = 0; i < 200; i++) {
      room.setMessage("demo", "Doors open soon. ".repeat(20) + i).await();
      edge.ticks(1);
    }
  }

  @Test
  void isCutOffWhenItDoesNotEvenReadThatThisIsTheEnd() throws IOException {
    tellMuch();
    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(
            () -> {
              edge.ticks(1);
              return edge.streams() == 0;
            });
    OutputStream out = client.getOutputStream();
    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> isHungUp(out));
  }

  private static boolean isHungUp(OutputStream out) throws IOException {
    try {
      out.write(PING);
      return false;
    } catch (SocketException hungUp) {
      return true;
    }
  }

  @Test
  void findsFewOldStatusesAndThenTheNewestWhenItReadsAgain() throws IOException {
    for (int i = 0; i < 60; i++) {
      room.setMessage("demo", "Doors open soon. ".repeat(20) + i).await();
      edge.ticks(1);
    }
    var statuses = new ArrayList<String>();
    var in = new DataInputStream(client.getInputStream());
    skipHandshake(in);
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              statuses.addAll(available(in));
              edge.ticks(1);
              return statuses.getLast().contains("soon. 59\"");
            });
    assertThat(statuses).hasSizeLessThan(60);
  }

  private static void skipHandshake(DataInputStream in) throws IOException {
    int newLines = 0;
    while (newLines < 2) {
      int read = in.readUnsignedByte();
      newLines = read == '\n' ? newLines + 1 : read == '\r' ? newLines : 0;
    }
  }

  private static List<String> available(DataInputStream in) throws IOException {
    var texts = new ArrayList<String>();
    do {
      int type = in.readUnsignedByte();
      assertThat(type).isIn(TEXT, CLOSE);
      int length = in.readUnsignedByte();
      length = length == 126 ? in.readUnsignedShort() : length;
      texts.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } while (in.available() > 0);
    return texts;
  }
}
