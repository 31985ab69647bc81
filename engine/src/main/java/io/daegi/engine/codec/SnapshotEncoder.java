package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.state.StateDigest;
import io.daegi.engine.state.StateSink;
import java.util.function.Consumer;

/**
 * Writes the states of a board and a machine as parts of at most 512 KB; no value spans two parts,
 * and no part holds something of both.
 */
public final class SnapshotEncoder implements StateSink {

  /** No single value is longer: a title, an audience and numbers, four bytes a character. */
  private static final int LONGEST_VALUE_BYTES = 8 * 1024;

  private final FormatVersion version;
  private final int partition;
  private final long lastBatch;
  private final long nextOffset;
  private final Consumer<byte[]> parts;
  private final ByteWriter body = new ByteWriter(Limits.MAX_BATCH_BYTES / 8);
  private long digest;
  private boolean ofBoard;
  private int part;

  private SnapshotEncoder(
      FormatVersion version,
      int partition,
      long lastBatch,
      long nextOffset,
      Consumer<byte[]> parts) {
    this.version = version;
    this.partition = partition;
    this.lastBatch = lastBatch;
    this.nextOffset = nextOffset;
    this.parts = parts;
  }

  /**
   * Writes one snapshot of a machine alone, as the first builds did.
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
    var encoder = new SnapshotEncoder(version, partition, lastBatch, nextOffset, parts);
    return encoder.write(machine);
  }

  /**
   * Writes one snapshot. Nothing of it is kept: a part is made, told, and forgotten.
   *
   * @param board writes the state of a board after the same batch
   * @param version of the last batch
   * @param parts told each part, header included, in order
   * @return how many parts there are
   */
  public static int encode(
      Machine machine,
      Consumer<StateSink> board,
      FormatVersion version,
      int partition,
      long lastBatch,
      long nextOffset,
      Consumer<byte[]> parts) {
    var encoder = new SnapshotEncoder(version, partition, lastBatch, nextOffset, parts);
    encoder.write(board);
    return encoder.write(machine);
  }

  private void write(Consumer<StateSink> board) {
    ofBoard = true;
    digest = StateDigest.of(board);
    board.accept(this);
    flush(false);
  }

  private int write(Machine machine) {
    ofBoard = false;
    digest = machine.digest();
    machine.writeTo(this);
    flush(true);
    return part;
  }

  private void makeRoom() {
    if (body.size() > Limits.MAX_BATCH_BYTES - SnapshotHeader.BYTES - LONGEST_VALUE_BYTES) {
      flush(false);
    }
  }

  private void flush(boolean last) {
    parts.accept(
        new SnapshotHeader(version, partition, lastBatch, nextOffset, digest, part++, last, ofBoard)
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
