package io.daegi.engine.journal;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;

/** A machine and a board that read the same batches: what a snapshot is made of. */
public final class Replica {

  private final Machine machine;
  private final BoardWriter board;
  private final BatchReader intoMachine;
  private final BatchReader intoBoard;
  private FormatVersion version;

  /**
   * @param lastBatch the last one that both include; -1 when both are empty
   */
  public Replica(int partition, Machine machine, BoardWriter board, long lastBatch) {
    this(partition, machine, board, lastBatch, null);
  }

  /**
   * @param lastBatch the last one that both include; -1 when both are empty
   * @param version of that batch; null when it is not known
   */
  public Replica(
      int partition, Machine machine, BoardWriter board, long lastBatch, FormatVersion version) {
    this.machine = machine;
    this.board = board;
    this.version = version;
    this.intoMachine = new BatchReader(partition, lastBatch, into(machine));
    this.intoBoard = new BatchReader(partition, lastBatch, new BoardSink(board));
  }

  private BatchSink into(Machine machine) {
    return new BatchSink() {
      @Override
      public EventSink begin(BatchHeader header) {
        return machine.replay();
      }

      @Override
      public void end(BatchHeader header) {
        version = header.version();
      }
    };
  }

  /** Reads one record twice: decoding is a small part of what a batch costs. */
  public void read(byte[] record, String place) {
    intoMachine.read(record, place);
    intoBoard.read(record, place);
  }

  public Machine machine() {
    return machine;
  }

  public BoardWriter board() {
    return board;
  }

  /** Of the last batch; null when it is not known. */
  public FormatVersion version() {
    return version;
  }

  public long lastBatch() {
    return intoMachine.lastBatch();
  }
}
