package io.daegi.engine.pipeline;

import com.lmax.disruptor.EventHandler;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.codec.FormatVersion;
import io.daegi.engine.core.Machine;

/** Decides each command on the machine; its events are encoded into its envelope. */
final class ApplyHandler implements EventHandler<Envelope> {

  private final Machine machine;
  private final EventEncoder encoder;

  ApplyHandler(Machine machine, FormatVersion version) {
    this.machine = machine;
    this.encoder = new EventEncoder(version);
  }

  @Override
  public void onEvent(Envelope envelope, long sequence, boolean endOfBatch) {
    envelope.events.clear();
    encoder.start(envelope.events);
    machine.execute(envelope.command(), encoder, envelope.answer());
    envelope.eventCount = encoder.count();
  }
}
