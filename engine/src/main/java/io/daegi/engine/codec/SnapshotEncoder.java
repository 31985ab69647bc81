package io.daegi.engine.codec;

import io.daegi.engine.core.Machine;
import io.daegi.engine.core.StateDigest;
import io.daegi.engine.core.StateSink;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import java.util.function.Consumer;

/**
 * Writes the states of a board and a machine as parts of at most 512 KB; no value spans two parts,
 * and no part holds something of both.
 */
public final class SnapshotEncoder implements StateSink {

  /** No single value is longer: a title, an audience and numbers, four bytes a character. */
  private static final int LONGEST_VALUE_BYTES = 8 * 1024;

  private final int partition;
  private final long lastBatch;
  private final long nextOffset;
  private final Consumer<byte[]> parts;
  private final ByteWriter body = new ByteWriter(Limits.MAX_BATCH_BYTES / 8);
  private long digest;
  private boolean ofBoard;
  private int part;

  private SnapshotEncoder(int partition, long lastBatch, long nextOffset, Consumer<byte[]> parts) {
    this.partition = partition;
    this.lastBatch = lastBatch;
    this.nextOffset = nextOffset;
    this.parts = parts;
  }

  /**
   * Writes one snapshot. Nothing of it is kept: a part is made, told, and forgotten.
   *
   * @param board writes the state of a board after the same batch
   * @param parts told each part, header included, in order
   * @return how many parts there are
   */
  public static int encode(
      Machine machine,
      Consumer<StateSink> board,
      int partition,
      long lastBatch,
      long nextOffset,
      Consumer<byte[]> parts) {
    var encoder = new SnapshotEncoder(partition, lastBatch, nextOffset, parts);
    encoder.ofBoard = true;
    encoder.digest = StateDigest.of(board);
    board.accept(encoder);
    encoder.flush(false);
    encoder.ofBoard = false;
    encoder.digest = machine.digest();
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
        new SnapshotHeader(partition, lastBatch, nextOffset, digest, part++, last, ofBoard)
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
