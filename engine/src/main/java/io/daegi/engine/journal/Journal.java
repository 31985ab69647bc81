package io.daegi.engine.journal;

/** Where the batches of one partition are kept. */
public interface Journal {

  /**
   * Takes the right to write away from whoever had it; only when that is done is the log's end
   * read, so that the session replays everything that was ever told. Blocks.
   *
   * @throws JournalException when the log does not answer; it can be tried again
   */
  JournalSession takeOver() throws JournalException;
}
