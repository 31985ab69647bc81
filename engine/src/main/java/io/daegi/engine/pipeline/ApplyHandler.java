package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.core.Machine;

/**
 * Decides each command on the machine; its events are encoded behind those of its neighbours. Looks
 * at a few commands ahead, so that the processor fetches what they need side by side.
 */
final class ApplyHandler implements EventHandler<Envelope> {

  private static final int LOOK_AHEAD = 16;

  private final RingBuffer<Envelope> ring;
  private final Machine machine;
  private final EventBlocks blocks;
  private final EventEncoder encoder;
  private long batchSize;
  private long prepared = -1;
  private long events;
  private long questions;

  ApplyHandler(RingBuffer<Envelope> ring, Machine machine, FormatVersion version) {
    this.ring = ring;
    this.machine = machine;
    this.encoder = new EventEncoder(version);
    this.blocks = new EventBlocks(ring.getBufferSize());
  }

  @Override
  public void onBatchStart(long size, long queueDepth) {
    batchSize = size;
  }

  @Override
  public void onEvent(Envelope envelope, long sequence, boolean endOfBatch) {
    if (sequence > prepared) {
      prepare(sequence, Math.min(batchSize, LOOK_AHEAD));
    }
    batchSize--;
    ByteWriter block = blocks.of(sequence);
    if (EventBlocks.isFirst(sequence)) {
      block.clear();
    }
    encoder.start(block);
    machine.execute(envelope.command(), encoder, envelope.answer());
    events += encoder.count();
    questions += envelope.command().type() == CommandType.TICK ? 0 : 1;
    envelope.setDecided(block.array(), block.size(), events, questions);
  }

  private void prepare(long sequence, long count) {
    for (long i = sequence; i < sequence + count; i++) {
      machine.prepare(ring.get(i).command());
    }
    prepared = sequence + count - 1;
  }
}
