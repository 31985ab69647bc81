package io.daegi.engine.shard;

import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.InlinePipeline;
import io.daegi.engine.pipeline.PipelineListener;
import io.daegi.engine.pipeline.ReplyTo;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A shard's life on the caller's thread: the real succession, incarnation, ticks and outcomes. */
public final class InlineShard implements PipelineListener {

  private final String node;
  private final Journal journal;
  private final Optional<FormatVersion> raisedTo;
  private final LongSupplier monotonicNs;
  private final LongSupplier wallMs;
  private final InlinePipeline.ApplyListener applyListener;
  private final End end = new End();
  private Machine machine;
  private InlinePipeline pipeline;
  private Incarnation incarnation;
  private TickSource ticks;
  private OutcomeIngress outcomes;
  private Outcome led;
  private long nextOutcome;

  public InlineShard(
      String node,
      Journal journal,
      Optional<FormatVersion> raisedTo,
      LongSupplier monotonicNs,
      LongSupplier wallMs,
      InlinePipeline.ApplyListener applyListener) {
    this.node = node;
    this.journal = journal;
    this.raisedTo = raisedTo;
    this.monotonicNs = monotonicNs;
    this.wallMs = wallMs;
    this.applyListener = applyListener;
  }

  /** Fences, replays and declares; whether it leads now. */
  public boolean takeOver() {
    try {
      Succession from = Succession.of(journal, 0, raisedTo, phase -> {});
      machine = from.machine();
      pipeline =
          new InlinePipeline(
              machine,
              from.session(),
              from.version(),
              from.lastBatch() + 1,
              wallMs,
              this,
              applyListener);
      incarnation =
          new Incarnation(
              0,
              Incarnation.address(0, from.epoch()),
              pipeline,
              from.session(),
              Runnable::run,
              end);
    } catch (JournalException e) {
      return false;
    }
    ticks = new TickSource(incarnation, monotonicNs, wallMs);
    outcomes = new OutcomeIngress(incarnation, outcome -> answered -> {});
    nextOutcome = machine.outcomeOffset() + 1;
    send(
        command -> command.lead(node, incarnation.address(), wallMs.getAsLong()),
        answered -> led = answered.answer().outcome());
    turn(1);
    return led == Outcome.DONE;
  }

  /** Whether the log still takes its batches, as far as it knows. */
  public boolean isAlive() {
    return end.trouble() == null;
  }

  public Machine machine() {
    return machine;
  }

  /** The offset of the outcome that this incarnation has not been given yet. */
  public long nextOutcome() {
    return nextOutcome;
  }

  /** Offers a command; false when the ring is full. */
  public boolean send(Consumer<Command> filler, ReplyTo replyTo) {
    Envelope envelope = incarnation.tryClaimReserved();
    if (envelope == null) {
      return false;
    }
    filler.accept(envelope.command());
    envelope.setReplyTo(replyTo, 0);
    incarnation.publish();
    return true;
  }

  public void tick() {
    ticks.offer();
  }

  public void deliver(BookingOutcome outcome) {
    try {
      outcomes.offer(outcome);
      nextOutcome = outcome.offset() + 1;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public boolean hasRoom() {
    return pipeline.ringFreeRatio() > 0.3;
  }

  /** Lets the machine decide, without the log. */
  public void apply() {
    pipeline.apply();
  }

  /** Decides what was sent, and commits up to this many commands as one batch. */
  public void turn(long most) {
    pipeline.apply();
    pipeline.commit(most);
  }

  public long undurable() {
    return pipeline.undurable();
  }

  @Override
  public void appended(long batchNumber, long durationNs, int commands, int bytes) {}

  @Override
  public void journalFailed(JournalException cause) {
    end.byTrouble(cause);
  }

  @Override
  public void bug(Throwable cause) {
    throw new AssertionError(cause);
  }
}
