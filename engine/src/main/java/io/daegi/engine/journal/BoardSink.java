package io.daegi.engine.journal;

import io.daegi.engine.board.BoardWriter;
import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.event.EventSink;

/** Brings what a follower reads of one partition onto the board. On the follower's thread. */
public final class BoardSink implements BoardFeed {

  private final BoardWriter writer;

  public BoardSink(BoardWriter writer) {
    this.writer = writer;
  }

  @Override
  public void goOnFrom(BoardWriter snapshot, FormatVersion version) {
    writer.become(snapshot);
  }

  @Override
  public EventSink begin(BatchHeader header) {
    writer.beginBatch(header.batchNumber());
    return writer;
  }

  @Override
  public void end(BatchHeader header) {
    writer.endBatch();
  }
}
