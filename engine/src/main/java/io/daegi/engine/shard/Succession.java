package io.daegi.engine.shard;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.core.Machine;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.journal.BatchSink;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import java.util.function.Consumer;

/**
 * What a new incarnation begins with: the right to write, and then the state as that right found
 * it. In this order alone: a state that was read before the fence may lack what the last owner told
 * somebody in between.
 *
 * @param lastBatch the last one that the machine has replayed; -1 when there is none
 */
record Succession(Machine machine, JournalSession session, long lastBatch) {

  /**
   * Takes the partition over. Blocks.
   *
   * @param phases told what is being done
   * @throws JournalException when the log does not answer; nothing is held then
   * @throws io.daegi.engine.codec.FormatException when it holds what this build cannot read
   */
  static Succession of(Journal journal, int partition, Consumer<ShardPhase> phases)
      throws JournalException {
    phases.accept(ShardPhase.FENCING);
    JournalSession session = journal.takeOver();
    try {
      phases.accept(ShardPhase.REPLAYING);
      Machine machine = session.restore(partition);
      return new Succession(machine, session, session.replay(into(machine)));
    } catch (JournalException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The epoch under which it will lead. */
  long epoch() {
    return machine.epoch() + 1;
  }

  private static BatchSink into(Machine machine) {
    return new BatchSink() {
      @Override
      public EventSink begin(BatchHeader header) {
        return machine.replay();
      }

      @Override
      public void end(BatchHeader header) {}
    };
  }
}
