package io.daegi.engine.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;
import io.daegi.engine.journal.JournalSession;
import io.daegi.engine.model.Limits;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * One incarnation's way from a command to a durable answer, each stage one thread:
 *
 * <pre>
 *              +------+     +-------+     +---------+     +-------+
 *  tryClaim ──▶│ ring │────▶│ apply │────▶│ journal │────▶│ reply │──▶ ReplyTo
 *  publish     +------+     +-------+     +---------+     +-------+
 *              refuses      decides,       one batch =     tells what
 *              when full    evolves,       one commit      is durable
 *                           encodes
 * </pre>
 *
 * <p>One thread claims and publishes. Nothing is ever published from a stage.
 */
public final class Pipeline implements CommandRing {

  /** Commands after which the journal stage hears of them, while more are being decided. */
  private static final int APPLY_PART = 256;

  private final Disruptor<Envelope> disruptor;
  private final RingBuffer<Envelope> ring;
  private final Stage<Envelope> apply;
  private final Stage<Envelope> journal;
  private long claimed;

  /**
   * @param version in which it writes
   * @param nextBatch the number of the first batch that this incarnation writes
   * @param wallClockMs for signs of life only
   */
  public Pipeline(
      Machine machine,
      int partition,
      JournalSession session,
      FormatVersion version,
      long nextBatch,
      WaitStrategy waitStrategy,
      LongSupplier wallClockMs,
      PipelineListener listener) {
    disruptor =
        new Disruptor<>(
            Envelope::new, Limits.RING_SIZE, threads(partition), ProducerType.SINGLE, waitStrategy);
    ring = disruptor.getRingBuffer();
    disruptor.setDefaultExceptionHandler(new FatalExceptionHandler(listener));
    apply = Stage.ofParts(new ApplyHandler(ring, machine, version), waitStrategy, APPLY_PART);
    journal =
        Stage.ofBatches(
            new JournalHandler(ring, session, partition, version, nextBatch, wallClockMs, listener),
            waitStrategy);
    disruptor.handleEventsWith(apply).then(journal).then(new ReplyHandler());
  }

  private static ThreadFactory threads(int partition) {
    var count = new AtomicInteger();
    String[] stages = {"apply", "journal", "reply"};
    return task -> {
      var thread =
          new Thread(task, "daegi-" + partition + "-" + stages[count.getAndIncrement() % 3]);
      thread.setDaemon(true);
      return thread;
    };
  }

  public void start() {
    disruptor.start();
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

  @Override
  public double ringFreeRatio() {
    return (double) ring.remainingCapacity() / ring.getBufferSize();
  }

  @Override
  public long taken() {
    return ring.getCursor() + 1;
  }

  @Override
  public long undurable() {
    return Math.max(0, ring.getCursor() - disruptor.getSequenceValueFor(journal));
  }

  @Override
  public long undecided() {
    return Math.max(0, ring.getCursor() - disruptor.getSequenceValueFor(apply));
  }

  @Override
  public void halt() {
    disruptor.halt();
  }

  @Override
  public void close() {
    try {
      disruptor.shutdown(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      disruptor.halt();
      throw new IllegalStateException("the pipeline did not drain within 30 s", e);
    }
  }
}
