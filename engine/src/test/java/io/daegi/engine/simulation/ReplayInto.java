package io.daegi.engine.simulation;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;

/** Brings a log's batches into a machine. */
record ReplayInto(Machine machine) implements BatchSink {

  @Override
  public EventSink begin(BatchHeader header) {
    return machine.replay();
  }

  @Override
  public void end(BatchHeader header) {}
}
