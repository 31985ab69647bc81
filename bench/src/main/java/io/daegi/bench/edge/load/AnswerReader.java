package io.daegi.bench.edge.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One HTTP answer with a {@code Content-Length}, or none, as it comes in. Looks at no more of it
 * than where it ends and what its status is.
 */
public final class AnswerReader {

  private static final byte[] LENGTH = "\r\ncontent-length: ".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = 9;

  private byte[] bytes = new byte[2_048];
  private int length;

  /**
   * Takes what there is.
   *
   * @return whether the answer is whole
   */
  public boolean take(ByteBuffer received) {
    int more = received.remaining();
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    received.get(bytes, length, more);
    length += more;
    int bodyAt = bodyAt();
    return bodyAt > 0 && length >= bodyAt + bodyLength(bodyAt);
  }

  public int status() {
    return 100 * (bytes[STATUS_AT] - '0')
        + 10 * (bytes[STATUS_AT + 1] - '0')
        + bytes[STATUS_AT + 2]
        - '0';
  }

  /** Head and body. */
  public String text() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  public void clear() {
    length = 0;
  }

  private int bodyAt() {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int bodyLength(int bodyAt) {
    for (int i = bodyAt - LENGTH.length - 1; i > 0; i--) {
      if (bytes[i] == '\r' && isLengthAt(i)) {
        int value = 0;
        for (int at = i + LENGTH.length; bytes[at] != '\r'; at++) {
          value = 10 * value + bytes[at] - '0';
        }
        return value;
      }
    }
    return 0;
  }

  private boolean isLengthAt(int from) {
    for (int i = 0; i < LENGTH.length; i++) {
      byte each = bytes[from + i];
      byte lower = each >= 'A' && each <= 'Z' ? (byte) (each + 32) : each;
      if (lower != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }
}
