package io.daegi.engine.shard;

import io.daegi.engine.journal.Journal;
import io.daegi.engine.journal.JournalException;
import io.daegi.engine.journal.JournalException.Trouble;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one partition in this process, on a thread of its own:
 *
 * <pre>
 *           assigned                                       withdrawn
 *  FOLLOWING ──▶ FENCING ──▶ REPLAYING ──▶ LEADING ──▶ DRAINING ──▶ FOLLOWING
 *                   ▲ take the right   ▲ to the end      │
 *                   │ to write first   │ as of then      │ fenced: wait until it is assigned anew,
 *                   │                  │                 │         or the log is silent
 *                   └──────────────────┴─────────────────┘ log trouble: a second
 * </pre>
 *
 * <p>Two processes never fence each other in a loop: a fenced shard takes the partition back only
 * when those who share partitions out give it once more, or when nobody writes.
 *
 * <p>A bug, or a log that cannot be read, is FAILED: the listener must end the process.
 */
public final class Shard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

  /**
   * Long enough for a process that was stopped, and whose log therefore did not answer in time, to
   * hear that its partitions went to others.
   */
  private static final long RETRY_AFTER_MS = 1_000;

  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(60);
  private static final long FOLLOWS_WITHIN_MS = 45_000;

  private final ShardConfig config;
  private final Journal journal;
  private final OutcomeSource outcomes;
  private final ShardListener listener;
  private final ShardClocks clocks;
  private final Accession accession;
  private final Thread thread;
  private final Assignment assignment = new Assignment();
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
    this.listener = listener;
    this.clocks = clocks;
    this.accession = new Accession(config, ingress, listener, clocks, this::fail);
    this.thread = new Thread(this::live, "daegi-" + config.partition() + "-shard");
    thread.setDaemon(true);
  }

  /** Begins to live, as one that follows. */
  public void start() {
    thread.start();
  }

  public int partition() {
    return config.partition();
  }

  public ShardPhase phase() {
    return phase;
  }

  /** Whether it should lead. */
  public boolean isAssigned() {
    return assignment.isAssigned();
  }

  /** It should lead from now on, until it is told otherwise. Returns at once. */
  public void assign() {
    assignment.assign();
  }

  /**
   * It should lead no more: it answers what was taken and gives the right back. Returns at once.
   */
  public void withdraw() {
    assignment.withdraw();
  }

  /** Waits until what {@link #withdraw} asks for is done. */
  public void awaitFollowing() throws InterruptedException {
    if (!assignment.awaitIdle(FOLLOWS_WITHIN_MS)) {
      LOG.error(
          "partition {} is {} and did not drain within {} ms",
          config.partition(),
          phase,
          FOLLOWS_WITHIN_MS);
    }
  }

  private void live() {
    try {
      for (long term = assignment.awaitTerm(); term > 0; term = assignment.awaitTerm()) {
        JournalException trouble = liveOnce(term);
        phase = ShardPhase.FOLLOWING;
        if (trouble != null) {
          LOG.warn("partition {}: {}", config.partition(), trouble.getMessage());
          waitAfter(trouble, term);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      assignment.idle();
    }
  }

  private void fail(Throwable cause) {
    phase = ShardPhase.FAILED;
    if (failureTold.compareAndSet(false, true)) {
      listener.failed(cause);
    }
  }

  private void waitAfter(JournalException trouble, long term) throws InterruptedException {
    if (trouble.trouble() == Trouble.UNAVAILABLE) {
      assignment.lastsFor(term, RETRY_AFTER_MS);
      return;
    }
    long fencedNs = clocks.monotonicNs().getAsLong();
    do {
      if (!assignment.lastsFor(term, config.tickMs())) {
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

  /** From the fence to the end of one incarnation; what ended it, or null when it was asked to. */
  private JournalException liveOnce(long term) throws InterruptedException {
    try {
      return lead(
          Succession.of(journal, config.partition(), config.raisedTo(), entered -> phase = entered),
          term);
    } catch (JournalException e) {
      return e;
    }
  }

  private JournalException lead(Succession from, long term) throws InterruptedException {
    long nextOutcome = from.machine().outcomeOffset() + 1;
    Incarnation incarnation = accession.incarnate(from);
    boolean told = false;
    try {
      if (assignment.lasts(term) && accession.declare(incarnation)) {
        phase = ShardPhase.LEADING;
        LOG.info(
            "partition {} led after batch {} by {}, in format {}",
            config.partition(),
            from.lastBatch(),
            incarnation.address(),
            from.version());
        told = true;
        listener.leading(incarnation);
        leadUntilTheEnd(incarnation, nextOutcome, term);
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

  private void leadUntilTheEnd(Incarnation incarnation, long nextOutcome, long term)
      throws InterruptedException {
    var ticks = new TickSource(incarnation, clocks.monotonicNs(), clocks.wallMs());
    var ingress = new OutcomeIngress(incarnation, listener::entering);
    var subscription = outcomes.subscribe(nextOutcome, ingress);
    try {
      while (!incarnation.awaitEnd(config.tickMs()) && assignment.lasts(term)) {
        ticks.offer();
      }
    } finally {
      subscription.close();
    }
  }

  /** Answers what was taken, then gives the partition back. */
  @Override
  public void close() {
    assignment.close();
    try {
      if (!thread.join(CLOSES_WITHIN)) {
        LOG.error("partition {} did not drain within {}", config.partition(), CLOSES_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
