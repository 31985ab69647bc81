package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.core.StateSink;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import java.util.function.Consumer;

/** Writes a machine's state as parts of at most 512 KB; no value spans two parts. */
public final class SnapshotEncoder implements StateSink {

  /** No single value is longer: a title, an audience and numbers, four bytes a character. */
  private static final int LONGEST_VALUE_BYTES = 8 * 1024;

  private final FormatVersion version;
  private final int partition;
  private final long lastBatch;
  private final long nextOffset;
  private final long digest;
  private final Consumer<byte[]> parts;
  private final ByteWriter body = new ByteWriter(Limits.MAX_BATCH_BYTES / 8);
  private int part;

  private SnapshotEncoder(
      FormatVersion version,
      int partition,
      long lastBatch,
      long nextOffset,
      long digest,
      Consumer<byte[]> parts) {
    this.version = version;
    this.partition = partition;
    this.lastBatch = lastBatch;
    this.nextOffset = nextOffset;
    this.digest = digest;
    this.parts = parts;
  }

  /**
   * Writes one snapshot.
   *
   * @param version of the last batch
   * @param parts told each part, header included, in order
   * @return how many parts there are
   */
  public static int encode(
      Machine machine,
      FormatVersion version,
      int partition,
      long lastBatch,
      long nextOffset,
      Consumer<byte[]> parts) {
    var encoder =
        new SnapshotEncoder(version, partition, lastBatch, nextOffset, machine.digest(), parts);
    machine.writeTo(encoder);
    encoder.flush(true);
    return encoder.part;
  }

  private void makeRoom() {
    if (body.size() > Limits.MAX_BATCH_BYTES - SnapshotHeader.BYTES - LONGEST_VALUE_BYTES) {
      flush(false);
    }
  }

  private void flush(boolean last) {
    parts.accept(
        new SnapshotHeader(version, partition, lastBatch, nextOffset, digest, part++, last)
            .encode(body.array(), body.size()));
    body.clear();
  }

  @Override
  public void number(long value) {
    makeRoom();
    body.putVarLong(value + 1);
  }

  @Override
  public void bits(long value) {
    makeRoom();
    body.putLong(value);
  }

  @Override
  public void text(String value) {
    makeRoom();
    body.putString(value);
  }

  @Override
  public void settings(QueueSettings value) {
    makeRoom();
    SettingsCodec.encode(value, body);
  }
}
