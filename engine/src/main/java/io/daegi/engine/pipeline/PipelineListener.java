package io.daegi.engine.pipeline;

import io.daegi.engine.journal.JournalException;

/** Whoever owns a pipeline; called on its stages' threads. */
public interface PipelineListener {

  /** A batch is durable. */
  void appended(long batchNumber, long durationNs, int commands, int bytes);

  /** The log refused or did not answer: this pipeline answers nobody any more. Told once. */
  void journalFailed(JournalException cause);

  /** The machine or a codec threw: the process must end. */
  void bug(Throwable cause);
}
