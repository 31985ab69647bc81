package io.daegi.bench.edge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest implements Frames.Taker {

  private static final byte[] HANDSHAKE =
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final List<String> taken = new ArrayList<>();

  @Override
  public void text(byte[] bytes, int from, int length) {
    taken.add(new String(bytes, from, length, StandardCharsets.UTF_8));
  }

  @Override
  public void ping() {
    taken.add("ping");
  }

  @Override
  public void close() {
    taken.add("close");
  }

  private static byte[] conversation() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(HANDSHAKE);
    all.writeBytes(new byte[] {(byte) 0x81, 2, 'h', 'i'});
    all.writeBytes(new byte[] {(byte) 0x89, 0});
    all.writeBytes(new byte[] {(byte) 0x81, 126, 1, 44});
    all.writeBytes("x".repeat(300).getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(new byte[] {(byte) 0x88, 2, 3, (byte) 0xf4});
    return all.toByteArray();
  }

  @Test
  void tellsEveryFrameOnceWhereverTheBytesAreCut() {
    byte[] all = conversation();
    for (int cut = 1; cut < all.length; cut++) {
      taken.clear();
      var frames = new Frames();
      frames.take(Arrays.copyOf(all, cut), cut, this);
      byte[] rest = Arrays.copyOfRange(all, cut, all.length);
      frames.take(rest, rest.length, this);
      assertThat(taken)
          .as("cut at %d", cut)
          .containsExactly("hi", "ping", "x".repeat(300), "close");
    }
  }

  @Test
  void refusesToListenWhereNobodySpeaks() {
    byte[] refusal = "HTTP/1.1 401 Unauthorized\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> new Frames().take(refusal, refusal.length, this))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("401");
  }
}
