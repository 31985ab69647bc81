package io.daegi.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.JournalSession;
import java.util.function.LongSupplier;

/** The real stages on their ring, run on the caller's thread and only when told. */
public final class InlinePipeline implements CommandRing {

  private static final int SIZE = 128;

  /** Told about each command when the machine has decided it. */
  public interface ApplyListener {
    void applied(Command command, AnswerSlot answer, int eventCount);
  }

  private final RingBuffer<Envelope> ring = RingBuffer.createSingleProducer(Envelope::new, SIZE);
  private final Sequence replied = new Sequence(-1);
  private final ApplyHandler apply;
  private final JournalHandler journal;
  private final ReplyHandler reply = new ReplyHandler();
  private final ApplyListener applyListener;
  private long claimed = -1;
  private long applied = -1;
  private long events;

  public InlinePipeline(
      Machine machine,
      JournalSession session,
      FormatVersion version,
      long nextBatch,
      LongSupplier wallClockMs,
      PipelineListener listener,
      ApplyListener applyListener) {
    ring.addGatingSequences(replied);
    apply = new ApplyHandler(ring, machine, version);
    journal = new JournalHandler(ring, session, 0, version, nextBatch, wallClockMs, listener);
    this.applyListener = applyListener;
  }

  @Override
  public Envelope tryClaim(int reserve) {
    if (!ring.hasAvailableCapacity(1 + reserve)) {
      return null;
    }
    claimed = ring.next();
    return ring.get(claimed);
  }

  @Override
  public void publish() {
    ring.publish(claimed);
  }

  /** The machine decides all that was published. */
  public void apply() {
    while (applied < ring.getCursor()) {
      applied++;
      Envelope envelope = ring.get(applied);
      apply.onEvent(envelope, applied, applied == ring.getCursor());
      int eventCount = (int) (envelope.eventsSoFar() - events);
      events = envelope.eventsSoFar();
      applyListener.applied(envelope.command(), envelope.answer(), eventCount);
    }
  }

  /** Commits up to {@code most} decided commands as one batch, then answers them. */
  public void commit(long most) {
    long from = replied.get() + 1;
    long to = Math.min(applied, replied.get() + most);
    for (long i = from; i <= to; i++) {
      journal.onEvent(ring.get(i), i, i == to);
    }
    for (long i = from; i <= to; i++) {
      reply.onEvent(ring.get(i), i, i == to);
    }
    replied.set(to);
  }

  @Override
  public double ringFreeRatio() {
    return (double) ring.remainingCapacity() / SIZE;
  }

  @Override
  public long taken() {
    return ring.getCursor() + 1;
  }

  @Override
  public long undurable() {
    return ring.getCursor() - replied.get();
  }

  @Override
  public long undecided() {
    return ring.getCursor() - applied;
  }

  @Override
  public void halt() {}

  @Override
  public void close() {
    apply();
    commit(SIZE);
  }
}
