package io.daegi.bench.edge.server;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.journal.BatchReader;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.BoardSink;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalSession;
import java.util.Arrays;

/**
 * A log that keeps nothing: each batch is read onto the board by whoever appends it. One session,
 * for one leader.
 */
final class MemoryJournal implements Journal {

  private final BatchReader reader;

  MemoryJournal(BoardWriter board) {
    reader = new BatchReader(0, new BoardSink(board));
  }

  @Override
  public JournalSession takeOver() {
    return new JournalSession() {
      @Override
      public long replay(BatchSink sink) {
        return -1;
      }

      @Override
      public void append(byte[] batch, int length) {
        reader.read(Arrays.copyOf(batch, length), "memory");
      }

      @Override
      public void close() {}
    };
  }
}
