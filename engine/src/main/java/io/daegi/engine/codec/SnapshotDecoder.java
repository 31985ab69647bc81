package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.state.StateDigest;
import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;
import java.util.Iterator;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
   * @param header of any of these parts
   * @param parts of one machine's state, in order
   * @throws FormatException when they do not make that machine
   */
  public static Machine machine(SnapshotHeader header, Iterator<byte[]> parts) {
    return decode(header, parts, in -> Machine.readFrom(in, header.partition()), Machine::digest);
  }

  /**
   * Makes the board that was written, and sees that it is the same.
   *
   * @param header of any of these parts
   * @param parts of one board's state, in order
   * @param reader makes a board
   * @param writer writes that board as it was written before
   * @throws FormatException when they do not make that board
   */
  public static <T> T board(
      SnapshotHeader header,
      Iterator<byte[]> parts,
      Function<StateSource, T> reader,
      BiConsumer<T, StateSink> writer) {
    return decode(
        header, parts, reader, board -> StateDigest.of(sink -> writer.accept(board, sink)));
  }

  private static <T> T decode(
      SnapshotHeader header,
      Iterator<byte[]> parts,
      Function<StateSource, T> reader,
      ToLongFunction<T> digest) {
    var decoder = new SnapshotDecoder(parts);
    T state;
    try {
      state = reader.apply(decoder);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new FormatException("a snapshot holds what cannot be: " + e.getMessage(), e);
    }
    if (decoder.body.remaining() > 0 || decoder.parts.hasNext()) {
      throw new FormatException("a snapshot is longer than its state");
    }
    if (digest.applyAsLong(state) != header.digest()) {
      throw new FormatException("a snapshot makes another state than it was made from");
    }
    return state;
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
