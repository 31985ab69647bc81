package io.daegi.bench.edge.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What one WebSocket has received and nobody has read yet; mostly nothing, so that it is small. */
final class Frames {

  private static final byte[] NOTHING = {};
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int CLOSE = 8;

  /** Told each frame. */
  interface Taker {

    void text(byte[] bytes, int from, int length);

    void ping();

    void close();
  }

  private byte[] rest = NOTHING;
  private boolean isOpen;

  /** Whether the handshake is over. */
  boolean isOpen() {
    return isOpen;
  }

  /**
   * Takes what came in.
   *
   * @param bytes only lent
   */
  void take(byte[] bytes, int length, Taker taker) {
    byte[] all = bytes;
    int end = length;
    if (rest.length > 0) {
      all = Arrays.copyOf(rest, rest.length + length);
      System.arraycopy(bytes, 0, all, rest.length, length);
      end = all.length;
    }
    int from = isOpen ? 0 : afterHandshake(all, end);
    while (isOpen) {
      int next = frame(all, from, end, taker);
      if (next == from) {
        break;
      }
      from = next;
    }
    rest = from == end ? NOTHING : Arrays.copyOfRange(all, from, end);
  }

  private int afterHandshake(byte[] bytes, int end) {
    for (int i = 3; i < end; i++) {
      if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
        String head = new String(bytes, 0, 12, StandardCharsets.US_ASCII);
        if (!head.equals("HTTP/1.1 101")) {
          throw new IllegalStateException("a WebSocket was refused: " + head);
        }
        isOpen = true;
        return i + 1;
      }
    }
    return 0;
  }

  /** Where the next frame begins; the same place when this one is not whole. */
  private static int frame(byte[] bytes, int from, int end, Taker taker) {
    if (end - from < 2) {
      return from;
    }
    int length = bytes[from + 1] & 0x7f;
    int head = 2;
    if (length == 126) {
      if (end - from < 4) {
        return from;
      }
      length = ((bytes[from + 2] & 0xff) << 8) | (bytes[from + 3] & 0xff);
      head = 4;
    }
    int next = from + head + length;
    if (next > end) {
      return from;
    }
    switch (bytes[from] & 0xf) {
      case TEXT -> taker.text(bytes, from + head, length);
      case PING -> taker.ping();
      case CLOSE -> taker.close();
      default -> throw new IllegalStateException("a frame of type " + (bytes[from] & 0xf));
    }
    return next;
  }
}
