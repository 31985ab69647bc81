package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import java.util.Optional;

/**
 * A machine and where the log goes on from it: read from the topic, or left by who follows the log.
 *
 * @param version of the last batch; none when there is none
 * @param lastBatch the last batch that the machine includes; -1 when it is empty
 * @param nextOffset where in the log to read on; 0 is its beginning, wherever that is
 */
record Snapshot(Machine machine, Optional<FormatVersion> version, long lastBatch, long nextOffset) {

  /** What there is before the first snapshot. */
  static Snapshot none(int partition) {
    return new Snapshot(new Machine(partition), Optional.empty(), -1, 0);
  }
}
