package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.core.Machine;

/** Decides each command on the machine; its events are encoded behind those of its neighbours. */
final class ApplyHandler implements EventHandler<Envelope> {

  private final Machine machine;
  private final EventBlocks blocks;
  private final EventEncoder encoder;
  private long events;
  private long questions;

  ApplyHandler(Machine machine, FormatVersion version, EventBlocks blocks) {
    this.machine = machine;
    this.encoder = new EventEncoder(version);
    this.blocks = blocks;
  }

  @Override
  public void onEvent(Envelope envelope, long sequence, boolean endOfBatch) {
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
}
