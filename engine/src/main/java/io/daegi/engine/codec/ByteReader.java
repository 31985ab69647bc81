package io.daegi.engine.codec;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Every read is bounded by the limit; reading past it, or a
 * length that cannot be, is a {@link FormatException}.
 */
public final class ByteReader {

  private byte[] bytes = {};
  private int at;
  private int limit;

  public ByteReader wrap(byte[] source, int from, int length) {
    bytes = source;
    at = from;
    limit = from + length;
    return this;
  }

  public int position() {
    return at;
  }

  public int remaining() {
    return limit - at;
  }

  public int limit() {
    return limit;
  }

  /** Narrows or restores the limit. */
  public void setLimit(int newLimit) {
    if (newLimit < at || newLimit > bytes.length) {
      throw new FormatException("a part ends at byte " + newLimit + " of " + bytes.length);
    }
    limit = newLimit;
  }

  public void skipToLimit() {
    at = limit;
  }

  public int readByte() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  public int readShort() {
    need(2);
    int value = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    at += 2;
    return value;
  }

  public int readInt() {
    return readShort() << 16 | readShort();
  }

  public long readLong() {
    return (long) readInt() << 32 | (readInt() & 0xFFFFFFFFL);
  }

  public long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new FormatException("a number longer than 63 bits");
  }

  public int readVarInt() {
    long value = readVarLong();
    if (value > Integer.MAX_VALUE) {
      throw new FormatException("a number longer than 31 bits: " + value);
    }
    return (int) value;
  }

  public String readString() {
    int length = readVarInt();
    need(length);
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private void need(int count) {
    if (count > limit - at) {
      throw new FormatException("ends after " + (limit - at) + " bytes of " + count);
    }
  }
}
