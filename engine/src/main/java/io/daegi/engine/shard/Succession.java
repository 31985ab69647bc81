package io.daegi.engine.shard;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.FormatAgreement;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a new incarnation begins with: the right to write, and then the state as that right found
 * it. In this order alone: a state that was read before the fence may lack what the last owner told
 * somebody in between.
 *
 * @param lastBatch the last one that the machine has replayed; -1 when there is none
 * @param version of the format, in which to go on
 */
record Succession(Machine machine, JournalSession session, long lastBatch, FormatVersion version) {

  /**
   * Takes the partition over. Blocks.
   *
   * @param raisedTo what the operator raises the log's format to
   * @param phases told what is being done
   * @throws JournalException when the log does not answer; nothing is held then
   * @throws io.daegi.engine.codec.FormatException when it holds what this build cannot read, or is
   *     written in what it cannot write
   */
  static Succession of(
      Journal journal, int partition, Optional<FormatVersion> raisedTo, Consumer<ShardPhase> phases)
      throws JournalException {
    phases.accept(ShardPhase.FENCING);
    JournalSession session = journal.takeOver();
    try {
      phases.accept(ShardPhase.REPLAYING);
      Machine machine = session.restore(partition);
      var replay = new Replay(machine, session.restoredVersion());
      long lastBatch = session.replay(replay);
      FormatVersion version = FormatAgreement.toWrite(partition, replay.version, raisedTo);
      return new Succession(machine, session, lastBatch, version);
    } catch (JournalException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The epoch under which it will lead. */
  long epoch() {
    return machine.epoch() + 1;
  }

  private static final class Replay implements BatchSink {

    private final Machine machine;
    private Optional<FormatVersion> version;

    Replay(Machine machine, Optional<FormatVersion> restored) {
      this.machine = machine;
      this.version = restored;
    }

    @Override
    public EventSink begin(BatchHeader header) {
      return machine.replay();
    }

    @Override
    public void end(BatchHeader header) {
      version = Optional.of(header.version());
    }
  }
}
