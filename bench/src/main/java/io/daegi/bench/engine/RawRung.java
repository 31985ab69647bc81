package io.daegi.bench.engine;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.Limits;
import io.daegi.engine.pipeline.Envelope;
import io.daegi.engine.pipeline.Stage;
import io.daegi.engine.pipeline.StageWaitStrategy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The Disruptor with our envelope, ring size, wait strategy and number of stages, and nothing done
 * in them: what any pipeline of this shape costs.
 */
final class RawRung implements Rung {

  private static final long RING_FULL_NS = 50_000;
  private static final int PART = 256;

  private final Tally tally = new Tally();
  private final StageWaitStrategy waitStrategy = new StageWaitStrategy();
  private final Disruptor<Envelope> disruptor =
      new Disruptor<>(
          Envelope::new,
          Limits.RING_SIZE,
          DaemonThreadFactory.INSTANCE,
          ProducerType.SINGLE,
          waitStrategy);
  private final RingBuffer<Envelope> ring = disruptor.getRingBuffer();
  private long claimed;

  RawRung() {
    EventHandler<Envelope> pass = (envelope, sequence, endOfBatch) -> {};
    EventHandler<Envelope> alsoPass = (envelope, sequence, endOfBatch) -> {};
    disruptor
        .handleEventsWith(Stage.ofParts(pass, waitStrategy, PART))
        .then(Stage.ofBatches(alsoPass, waitStrategy))
        .then(this::count);
    disruptor.start();
  }

  /** A visitor's number in this crowd is the lower half of its id. */
  private void count(Envelope envelope, long sequence, boolean endOfBatch) {
    Command command = envelope.command();
    boolean isJoin = command.type() == CommandType.JOIN;
    tally.count(command, Outcome.DONE, isJoin ? command.visitorLow() : command.number());
  }

  @Override
  public Command claim() {
    while (!ring.hasAvailableCapacity(1)) {
      LockSupport.parkNanos(RING_FULL_NS);
    }
    claimed = ring.next();
    return ring.get(claimed).command();
  }

  @Override
  public void publish() {
    ring.publish(claimed);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    try {
      disruptor.shutdown(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      disruptor.halt();
      throw new IllegalStateException("the ring did not drain within 30 s", e);
    }
  }
}
