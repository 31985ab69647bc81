package io.daegi.engine.journal;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.event.EventSink;

/** Whoever reads the log batch by batch. */
public interface BatchSink {

  /** Where the events of this batch go. */
  EventSink begin(BatchHeader header);

  /** All events of the batch have been told. */
  void end(BatchHeader header);
}
