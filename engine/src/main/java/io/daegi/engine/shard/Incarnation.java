package io.daegi.engine.shard;

import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.Limits;
import io.daegi.engine.pipeline.CommandRing;
import io.daegi.engine.pipeline.Envelope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One machine, one ring, one right to write: a shard never repairs an incarnation, it starts a new
 * one. Commands enter on the ingress thread only.
 */
public final class Incarnation {

  private static final Duration INGRESS_STOPS_WITHIN = Duration.ofSeconds(5);

  private final int partition;
  private final String address;
  private final CommandRing pipeline;
  private final JournalSession session;
  private final Executor ingress;
  private final End end;
  private boolean accepting = true;

  Incarnation(
      int partition,
      String address,
      CommandRing pipeline,
      JournalSession session,
      Executor ingress,
      End end) {
    this.partition = partition;
    this.address = address;
    this.pipeline = pipeline;
    this.session = session;
    this.ingress = ingress;
    this.end = end;
  }

  public int partition() {
    return partition;
  }

  /** The address on which this incarnation, and no other ever, takes commands. */
  public String address() {
    return address;
  }

  /** No other incarnation's, whatever is added to it. */
  static String address(int partition, long epoch) {
    return "engine." + partition + "." + epoch;
  }

  /** An envelope for an edge's command, or null: too busy. On the ingress thread. */
  public Envelope tryClaim() {
    return accepting ? pipeline.tryClaim(Limits.RING_RESERVE) : null;
  }

  /** An envelope for the shard's own commands, which may use the reserve; null when full. */
  Envelope tryClaimReserved() {
    return accepting ? pipeline.tryClaim(0) : null;
  }

  /** Hands over what was claimed last. On the ingress thread. */
  public void publish() {
    pipeline.publish();
  }

  public double ringFreeRatio() {
    return pipeline.ringFreeRatio();
  }

  public long taken() {
    return pipeline.taken();
  }

  public long undurable() {
    return pipeline.undurable();
  }

  public long undecided() {
    return pipeline.undecided();
  }

  Executor ingress() {
    return ingress;
  }

  boolean awaitEnd(long timeoutMs) throws InterruptedException {
    return end.await(timeoutMs);
  }

  /** Ends it, and with it the process, by what it cannot go on with. */
  void fail(RuntimeException cause) {
    end.byBug(cause);
  }

  /** What ended it; null while it lives or when it was closed in order. */
  JournalException trouble() {
    return end.trouble();
  }

  /** What a stage threw; null when none did. */
  Throwable bug() {
    return end.bug();
  }

  /**
   * Takes nothing more, answers what was taken, gives the right to write back. With a dead stage
   * nothing can be answered, and nothing is waited for.
   */
  void close() throws InterruptedException {
    var stopped = new CountDownLatch(1);
    ingress.execute(
        () -> {
          accepting = false;
          stopped.countDown();
        });
    if (!stopped.await(INGRESS_STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the ingress thread does not answer");
    }
    try {
      if (end.bug() == null) {
        pipeline.close();
      } else {
        pipeline.halt();
      }
    } finally {
      session.close();
    }
  }
}
