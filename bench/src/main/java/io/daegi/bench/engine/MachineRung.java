package io.daegi.bench.engine;

import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;

/** The machine and its encoder on the caller's thread: what the apply stage does, and no ring. */
final class MachineRung implements Rung {

  private final Machine machine;
  private final EventEncoder encoder = new EventEncoder();
  private final ByteWriter events = new ByteWriter(64);
  private final AnswerSlot answer = new AnswerSlot();
  private final Command command = new Command();
  private final Tally tally;

  MachineRung() {
    this(new Machine(0));
  }

  /**
   * @param machine an empty one
   */
  MachineRung(Machine machine) {
    this.machine = machine;
    this.tally = new Tally();
  }

  @Override
  public Command claim() {
    return command;
  }

  @Override
  public void publish() {
    events.clear();
    encoder.start(events);
    machine.execute(command, encoder, answer);
    tally.count(command, answer.outcome(), answer.number());
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void close() {}
}
