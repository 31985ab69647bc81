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

  private final Machine machine = new Machine(0);
  private final Tally tally = new Tally();
  private final ReplyTo count =
      answered ->
          tally.count(answered.command(), answered.answer().outcome(), answered.answer().number());
  private final Pipeline pipeline;

  PipelineRung(JournalSession journal) {
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
    Envelope envelope = pipeline.tryClaim(0);
    while (envelope == null) {
      LockSupport.parkNanos(RING_FULL_NS);
      envelope = pipeline.tryClaim(0);
    }
    envelope.setReplyTo(count, 0);
    return envelope.command();
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
  public void appended(long durationNs, int commands, int bytes) {}

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
