package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WaitStrategy;

/**
 * A handler that others wait for: tells them how far it is, at the end of every batch and, where a
 * part of a batch is of use to the next stage, within it.
 */
public final class Stage<T> implements EventHandler<T> {

  private final EventHandler<T> handler;
  private final WaitStrategy waitStrategy;
  private final long partMask;
  private Sequence progress = new Sequence();

  private Stage(EventHandler<T> handler, WaitStrategy waitStrategy, long partMask) {
    this.handler = handler;
    this.waitStrategy = waitStrategy;
    this.partMask = partMask;
  }

  /** A stage whose batches are done as a whole. */
  public static <T> Stage<T> ofBatches(EventHandler<T> handler, WaitStrategy waitStrategy) {
    return new Stage<>(handler, waitStrategy, Long.MAX_VALUE);
  }

  /**
   * A stage of which every event is done when the handler returns.
   *
   * @param size after so many events the next stage hears of them; a power of two
   */
  public static <T> Stage<T> ofParts(EventHandler<T> handler, WaitStrategy waitStrategy, int size) {
    return new Stage<>(handler, waitStrategy, size - 1);
  }

  @Override
  public void setSequenceCallback(Sequence ofProcessor) {
    progress = ofProcessor;
  }

  @Override
  public void onBatchStart(long batchSize, long queueDepth) {
    handler.onBatchStart(batchSize, queueDepth);
  }

  @Override
  public void onEvent(T event, long sequence, boolean endOfBatch) throws Exception {
    handler.onEvent(event, sequence, endOfBatch);
    if (endOfBatch || (sequence & partMask) == partMask) {
      progress.set(sequence);
      waitStrategy.signalAllWhenBlocking();
    }
  }
}
