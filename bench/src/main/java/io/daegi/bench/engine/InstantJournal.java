package io.daegi.bench.engine;

import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.JournalSession;

/** A log that takes every batch at once and keeps none: what a pipeline costs without one. */
final class InstantJournal implements JournalSession {

  @Override
  public long replay(BatchSink sink) {
    return -1;
  }

  @Override
  public void append(byte[] batch, int length) {}

  @Override
  public void close() {}
}
