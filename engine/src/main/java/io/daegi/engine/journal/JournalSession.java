package io.daegi.engine.journal;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import java.util.Optional;

/** The right to write to one partition, until somebody else takes it. One thread at a time. */
public interface JournalSession extends AutoCloseable {

  /**
   * A machine as of the newest snapshot, from which {@link #replay} goes on; an empty one when
   * there is none. Called once, before the replay. Blocks.
   *
   * @throws JournalException when the log does not answer
   * @throws io.daegi.engine.codec.FormatException when the snapshot is damaged
   */
  default Machine restore(int partition) throws JournalException {
    return new Machine(partition);
  }

  /** In which version the log was written as of the snapshot; none when there was none. */
  default Optional<FormatVersion> restoredVersion() {
    return Optional.empty();
  }

  /**
   * Tells every committed batch from the first, or from the one after the snapshot, to the end as
   * it was when the session began. Called once, before the first append. Blocks.
   *
   * @return the number of the last batch; -1 when there is none
   * @throws JournalException when the log does not answer
   * @throws io.daegi.engine.codec.FormatException when it holds what this build cannot read
   */
  long replay(BatchSink sink) throws JournalException;

  /**
   * Appends one batch and returns when it is durable. Blocks.
   *
   * @param length how many bytes of the array are the batch
   * @throws JournalException when the outcome is a failure or unknown: the session is over
   */
  void append(byte[] batch, int length) throws JournalException;

  /** Gives the right to write back without waiting for anything. */
  @Override
  void close();
}
