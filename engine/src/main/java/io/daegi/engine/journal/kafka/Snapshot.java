package io.daegi.engine.journal.kafka;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import java.util.Optional;

/**
 * A state and where the log goes on from it.
 *
 * @param version of the last batch; none when there is none
 * @param lastBatch the last batch that the machine includes; -1 when it is empty
 * @param nextOffset where in the log to read on; 0 is its beginning, wherever that is
 * @param slot which of the two places in the topic it stands in; -1 when it stands in none
 */
record Snapshot(
    Machine machine, Optional<FormatVersion> version, long lastBatch, long nextOffset, int slot) {

  /** What there is before the first snapshot. */
  static Snapshot none(int partition) {
    return new Snapshot(new Machine(partition), Optional.empty(), -1, 0, -1);
  }
}
