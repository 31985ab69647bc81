package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.core.StateSource;
import io.daegi.engine.model.QueueSettings;
import java.util.Iterator;

/** Reads what {@link SnapshotEncoder} wrote. */
public final class SnapshotDecoder implements StateSource {

  private final Iterator<byte[]> parts;
  private final ByteReader body = new ByteReader();

  private SnapshotDecoder(Iterator<byte[]> parts) {
    this.parts = parts;
  }

  /**
   * Makes the machine that was written, and sees that it is the same.
   *
   * @param header of any part
   * @param parts of one whole snapshot, in order
   * @throws FormatException when they do not make that machine
   */
  public static Machine decode(SnapshotHeader header, Iterable<byte[]> parts) {
    var decoder = new SnapshotDecoder(parts.iterator());
    Machine machine;
    try {
      machine = Machine.readFrom(decoder, header.partition());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new FormatException("a snapshot holds what cannot be: " + e.getMessage(), e);
    }
    if (decoder.body.remaining() > 0 || decoder.parts.hasNext()) {
      throw new FormatException("a snapshot is longer than its state");
    }
    if (machine.digest() != header.digest()) {
      throw new FormatException("a snapshot makes another state than it was made from");
    }
    return machine;
  }

  private ByteReader next() {
    while (body.remaining() == 0) {
      if (!parts.hasNext()) {
        throw new FormatException("a snapshot ends before its state");
      }
      byte[] part = parts.next();
      body.wrap(part, SnapshotHeader.BYTES, part.length - SnapshotHeader.BYTES);
    }
    return body;
  }

  @Override
  public long number() {
    return next().readVarLong() - 1;
  }

  @Override
  public long bits() {
    return next().readLong();
  }

  @Override
  public String text() {
    return next().readString();
  }

  @Override
  public QueueSettings settings() {
    return SettingsCodec.decode(next());
  }
}
