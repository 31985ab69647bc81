package io.daegi.engine.shard;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.Pipeline;
import io.daegi.engine.pipeline.PipelineListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one partition in this process, on a thread of its own:
 *
 * <pre>
 *  FOLLOWING ──▶ FENCING ──▶ REPLAYING ──▶ LEADING ──▶ DRAINING ──▶ FOLLOWING
 *                   ▲ take the right   ▲ to the end      │
 *                   │ to write first   │ as of then      │ fenced: wait until the log is silent
 *                   └──────────────────┴─────────────────┘ log trouble: at once
 * </pre>
 *
 * <p>A bug, or a log that cannot be read, is FAILED: the listener must end the process.
 */
public final class Shard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);
  private static final long RETRY_AFTER_MS = 250;
  private static final Duration LED_WITHIN = Duration.ofSeconds(30);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(60);

  private final ShardConfig config;
  private final Journal journal;
  private final OutcomeSource outcomes;
  private final Executor ingress;
  private final ShardListener listener;
  private final ShardClocks clocks;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicBoolean failureTold = new AtomicBoolean();
  private volatile ShardPhase phase = ShardPhase.FOLLOWING;

  /**
   * @param monotonicNs a clock that never steps
   * @param wallMs the time of day, as data
   * @param logSilenceMs how long nobody has written to the log
   */
  public record ShardClocks(
      LongSupplier monotonicNs, LongSupplier wallMs, LongSupplier logSilenceMs) {}

  /**
   * @param ingress the one thread on which commands enter
   */
  public Shard(
      ShardConfig config,
      Journal journal,
      OutcomeSource outcomes,
      Executor ingress,
      ShardListener listener,
      ShardClocks clocks) {
    this.config = config;
    this.journal = journal;
    this.outcomes = outcomes;
    this.ingress = ingress;
    this.listener = listener;
    this.clocks = clocks;
    this.thread = new Thread(this::live, "daegi-" + config.partition() + "-shard");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public ShardPhase phase() {
    return phase;
  }

  private void live() {
    try {
      while (closing.getCount() > 0) {
        JournalException trouble = liveOnce();
        if (trouble != null) {
          LOG.warn("partition {}: {}", config.partition(), trouble.getMessage());
          waitAfter(trouble);
        }
      }
      phase = ShardPhase.FOLLOWING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    phase = ShardPhase.FAILED;
    if (failureTold.compareAndSet(false, true)) {
      listener.failed(cause);
    }
  }

  private void waitAfter(JournalException trouble) throws InterruptedException {
    phase = ShardPhase.FOLLOWING;
    if (trouble.trouble() == Trouble.UNAVAILABLE) {
      isClosingWithin(RETRY_AFTER_MS);
      return;
    }
    long fencedNs = clocks.monotonicNs().getAsLong();
    do {
      if (isClosingWithin(config.tickMs())) {
        return;
      }
    } while (silenceSinceMs(fencedNs) < config.takeOverAfterMs());
  }

  /**
   * Silence from before the fence says nothing: a process that was stopped has heard nothing for as
   * long, and must not take the partition back from whoever keeps it now.
   */
  private long silenceSinceMs(long fencedNs) {
    long sinceMs = (clocks.monotonicNs().getAsLong() - fencedNs) / 1_000_000;
    return Math.min(sinceMs, clocks.logSilenceMs().getAsLong());
  }

  private boolean isClosingWithin(long ms) throws InterruptedException {
    return closing.await(ms, TimeUnit.MILLISECONDS);
  }

  /** From the fence to the end of one incarnation; what ended it, or null when it was closed. */
  private JournalException liveOnce() throws InterruptedException {
    try {
      return lead(
          Succession.of(
              journal, config.partition(), config.raisedTo(), entered -> phase = entered));
    } catch (JournalException e) {
      return e;
    }
  }

  private JournalException lead(Succession from) throws InterruptedException {
    long nextOutcome = from.machine().outcomeOffset() + 1;
    Incarnation incarnation = incarnate(from);
    boolean told = false;
    try {
      if (declare(incarnation)) {
        phase = ShardPhase.LEADING;
        LOG.info(
            "partition {} led after batch {} by {}, in format {}",
            config.partition(),
            from.lastBatch(),
            incarnation.address(),
            from.version());
        told = true;
        listener.leading(incarnation);
        leadUntilTheEnd(incarnation, nextOutcome);
      }
    } finally {
      phase = ShardPhase.DRAINING;
      if (told) {
        listener.stopped(incarnation);
      }
      incarnation.close();
    }
    if (incarnation.bug() != null) {
      throw new IllegalStateException(
          "partition %d cannot go on: %s"
              .formatted(config.partition(), incarnation.bug().getMessage()),
          incarnation.bug());
    }
    return incarnation.trouble();
  }

  private void leadUntilTheEnd(Incarnation incarnation, long nextOutcome)
      throws InterruptedException {
    var ticks = new TickSource(incarnation, clocks.monotonicNs(), clocks.wallMs());
    var subscription = outcomes.subscribe(nextOutcome, new OutcomeIngress(incarnation));
    try {
      while (!incarnation.awaitEnd(config.tickMs()) && closing.getCount() > 0) {
        ticks.offer();
      }
    } finally {
      subscription.close();
    }
  }

  /** Writes {@code Led} as the first batch: nobody is answered before it is durable. */
  private boolean declare(Incarnation incarnation) throws InterruptedException {
    var led = new CompletableFuture<Outcome>();
    ingress.execute(
        () -> {
          Envelope envelope = incarnation.tryClaimReserved();
          envelope
              .command()
              .lead(config.node(), incarnation.address(), clocks.wallMs().getAsLong());
          envelope.setReplyTo(answered -> led.complete(answered.answer().outcome()), 0);
          incarnation.publish();
        });
    try {
      return led.get(LED_WITHIN.toMillis(), TimeUnit.MILLISECONDS) == Outcome.DONE;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the first batch got no answer", e);
    }
  }

  private Incarnation incarnate(Succession from) {
    var end = new End();
    var pipeline =
        new Pipeline(
            from.machine(),
            config.partition(),
            from.session(),
            from.version(),
            from.lastBatch() + 1,
            config.waitStrategy().get(),
            clocks.wallMs(),
            new PipelineListener() {
              @Override
              public void appended(long durationNs, int commands, int bytes) {
                listener.appended(durationNs, commands, bytes);
              }

              @Override
              public void journalFailed(JournalException cause) {
                end.byTrouble(cause);
              }

              @Override
              public void bug(Throwable cause) {
                end.byBug(cause);
                fail(cause);
              }
            });
    pipeline.start();
    return new Incarnation(
        config.partition(), from.epoch(), pipeline, from.session(), ingress, end);
  }

  /** Answers what was taken, then gives the partition back. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSES_WITHIN)) {
        LOG.error("partition {} did not drain within {}", config.partition(), CLOSES_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
