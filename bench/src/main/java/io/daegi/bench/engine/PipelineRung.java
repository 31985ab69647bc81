package io.daegi.bench.engine;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.Pipeline;
import io.daegi.engine.pipeline.PipelineListener;
import io.daegi.engine.pipeline.ReplyTo;
import io.daegi.engine.pipeline.StageWaitStrategy;
import java.util.concurrent.locks.LockSupport;

/** Ring, apply, journal and reply as in a shard, in front of any journal. */
final class PipelineRung implements Rung, PipelineListener {

  private static final long RING_FULL_NS = 50_000;

  private final Machine machine;
  private final Tally tally;
  private final ReplyTo count;
  private final Pipeline pipeline;
  private long batches;
  private long batchedCommands;

  /** From an empty queue on. */
  PipelineRung(JournalSession journal) {
    this(journal, new Machine(0), new Tally());
  }

  /**
   * @param machine nobody else's from now on
   * @param tally what was answered before
   */
  PipelineRung(JournalSession journal, Machine machine, Tally tally) {
    this.machine = machine;
    this.tally = tally;
    this.count = this::count;
    pipeline =
        new Pipeline(
            machine,
            0,
            journal,
            FormatVersion.NEWEST,
            0,
            new StageWaitStrategy(),
            System::currentTimeMillis,
            this);
    pipeline.start();
  }

  @Override
  public Command claim() {
    return claim(count, 0);
  }

  /** A command whose answer somebody else is told, who must count it. */
  Command claim(ReplyTo replyTo, int index) {
    Envelope envelope = pipeline.tryClaim(0);
    while (envelope == null) {
      LockSupport.parkNanos(RING_FULL_NS);
      envelope = pipeline.tryClaim(0);
    }
    envelope.setReplyTo(replyTo, index);
    return envelope.command();
  }

  void count(Envelope answered) {
    tally.count(answered.command(), answered.answer().outcome(), answered.answer().number());
  }

  @Override
  public void publish() {
    pipeline.publish();
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void appended(long batchNumber, long durationNs, int commands, int bytes) {
    batches++;
    batchedCommands += commands;
  }

  /** How many commands shared a commit on average; after {@link #close}. */
  double commandsPerBatch() {
    return (double) batchedCommands / batches;
  }

  @Override
  public void journalFailed(JournalException cause) {
    tally.fail(cause);
  }

  @Override
  public void bug(Throwable cause) {
    tally.fail(cause);
  }

  @Override
  public void close() {
    pipeline.close();
  }

  /** The state that the run has left; after {@link #close}. */
  long digest() {
    return machine.digest();
  }
}
