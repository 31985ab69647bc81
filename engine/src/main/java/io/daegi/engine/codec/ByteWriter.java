package io.daegi.engine.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that grow; big endian, and LEB128 for numbers that are mostly small. Reused, not shared.
 */
public final class ByteWriter {

  private byte[] bytes;
  private int size;

  public ByteWriter(int initialCapacity) {
    bytes = new byte[initialCapacity];
  }

  public void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /** The backing array: valid up to {@link #size()}, and only until the next write. */
  public byte[] array() {
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  public void putShort(int value) {
    ensure(2);
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) value;
  }

  public void putInt(int value) {
    putShort(value >>> 16);
    putShort(value);
  }

  public void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /**
   * @param value not negative
   */
  public void putVarLong(long value) {
    ensure(10);
    long rest = value;
    while (rest > 0x7F) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  public void putString(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putVarLong(utf8.length);
    put(utf8, 0, utf8.length);
  }

  public void put(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Overwrites two bytes that were written before. */
  public void setShort(int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
