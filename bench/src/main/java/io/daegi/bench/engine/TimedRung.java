package io.daegi.bench.engine;

import io.daegi.engine.command.Command;
import io.daegi.engine.model.Limits;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.ReplyTo;
import org.HdrHistogram.Histogram;

/**
 * A pipeline that notes for each command how long its answer took, from the time when it should
 * have been sent: who waits at the front of a full ring waits too.
 */
final class TimedRung implements Rung {

  private static final long MOST_NS = 600_000_000_000L;

  private final PipelineRung pipeline;
  private final Histogram latenciesNs = new Histogram(MOST_NS, 3);
  private final ReplyTo note = this::note;

  /** By place in the ring: no more commands than those can be under way. */
  private final long[] intendedNs = new long[Limits.RING_SIZE];

  private long intendedNowNs;
  private long claimed;

  TimedRung(PipelineRung pipeline) {
    this.pipeline = pipeline;
  }

  /** When the commands that are claimed from now on should have been sent. */
  void intend(long atNs) {
    intendedNowNs = atNs;
  }

  @Override
  public Command claim() {
    int place = (int) (claimed++ & (Limits.RING_SIZE - 1));
    Command command = pipeline.claim(note, place);
    intendedNs[place] = intendedNowNs;
    return command;
  }

  /** On the reply stage's thread. */
  private void note(Envelope answered) {
    latenciesNs.recordValue(System.nanoTime() - intendedNs[answered.replyIndex()]);
    pipeline.count(answered);
  }

  @Override
  public void publish() {
    pipeline.publish();
  }

  @Override
  public Tally tally() {
    return pipeline.tally();
  }

  /** Of all commands since the beginning; while none is under way. */
  Histogram latenciesNs() {
    return latenciesNs;
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
