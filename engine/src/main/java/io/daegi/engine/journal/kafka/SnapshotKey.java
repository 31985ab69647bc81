package io.daegi.engine.journal.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The key of a snapshot's part: {@code batch/part} as text, so that an operator can name it. The
 * first builds had two places whose keys were five bytes.
 */
final class SnapshotKey {

  private static final int FIRST_VISIBLE = ' ';

  private SnapshotKey() {}

  static byte[] of(long lastBatch, int part) {
    return (lastBatch + "/" + part).getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] bytes(ByteBuffer key) {
    var bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    return bytes;
  }

  /** As text, or as hexadecimal digits when it is none. */
  static String show(ByteBuffer key) {
    byte[] bytes = bytes(key);
    for (byte one : bytes) {
      if (one < FIRST_VISIBLE) {
        return "0x" + HexFormat.of().formatHex(bytes);
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
