package io.daegi.bench.engine;

import io.daegi.engine.command.Command;
import io.daegi.engine.journal.JournalException;

/** One way from a command to its answer; one thread claims and publishes. */
interface Rung extends AutoCloseable {

  /** The next command to fill; waits while the way is full. */
  Command claim();

  /** Sends what was claimed last. */
  void publish();

  /** What has been answered so far. */
  Tally tally();

  /** Ends the way when everything is answered, and checks what it leaves behind. */
  @Override
  void close() throws JournalException;
}
