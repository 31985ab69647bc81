package io.daegi.engine.shard;

import io.daegi.engine.model.Limits;
import io.daegi.engine.pipeline.Envelope;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Offers time to a machine, at most one tick in flight: the next is offered when the last one is
 * durable, so that time never runs ahead of the log. Time that a stuck log or a stopped process
 * spent is nobody's: a step is never longer than {@link Limits#MAX_TICK_STEP_MS}.
 */
final class TickSource {

  private static final long NS_PER_MS = 1_000_000;

  private final Incarnation incarnation;
  private final LongSupplier nanoClock;
  private final LongSupplier wallClockMs;
  private final AtomicBoolean inFlight = new AtomicBoolean();
  private long toldUntilNs;

  TickSource(Incarnation incarnation, LongSupplier nanoClock, LongSupplier wallClockMs) {
    this.incarnation = incarnation;
    this.nanoClock = nanoClock;
    this.wallClockMs = wallClockMs;
    this.toldUntilNs = nanoClock.getAsLong();
  }

  /** Called regularly, on the shard's thread. */
  void offer() {
    if (inFlight.compareAndSet(false, true)) {
      incarnation.ingress().execute(this::publish);
    }
  }

  private void publish() {
    Envelope envelope = incarnation.tryClaimReserved();
    if (envelope == null) {
      inFlight.set(false);
      return;
    }
    envelope.command().tick(stepMs(), wallClockMs.getAsLong());
    envelope.setReplyTo(answered -> inFlight.set(false), 0);
    incarnation.publish();
  }

  private long stepMs() {
    long nowNs = nanoClock.getAsLong();
    long stepMs = (nowNs - toldUntilNs) / NS_PER_MS;
    if (stepMs > Limits.MAX_TICK_STEP_MS) {
      toldUntilNs = nowNs;
      return Limits.MAX_TICK_STEP_MS;
    }
    toldUntilNs += stepMs * NS_PER_MS;
    return stepMs;
  }
}
