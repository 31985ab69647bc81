package io.daegi.engine.journal;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.FormatVersion;

/** A reader of the log that can go on from a snapshot of a board. */
public interface BoardFeed extends BatchSink {

  /**
   * The batches after the snapshot's follow; readers see all of it at once.
   *
   * @param version of the snapshot's last batch
   */
  void goOnFrom(BoardWriter snapshot, FormatVersion version);
}
