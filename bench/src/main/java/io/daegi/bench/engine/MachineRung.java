package io.daegi.bench.engine;

import io.daegi.engine.codec.ByteWriter;
import io.daegi.engine.codec.EventEncoder;
import io.daegi.engine.command.AnswerSlot;
import io.daegi.engine.command.Command;
import io.daegi.engine.core.Machine;

/**
 * The machine and its encoder on the caller's thread: what the apply stage does, and no ring. Like
 * that stage it looks at a row of commands before it decides them.
 */
final class MachineRung implements Rung {

  private static final int ROW = 16;

  private final Machine machine;
  private final EventEncoder encoder = new EventEncoder();
  private final ByteWriter events = new ByteWriter(64);
  private final AnswerSlot answer = new AnswerSlot();
  private final Command[] row = new Command[ROW];
  private final Tally tally = new Tally();
  private int waiting;

  MachineRung() {
    this(new Machine(0));
  }

  /**
   * @param machine an empty one
   */
  MachineRung(Machine machine) {
    this.machine = machine;
    for (int i = 0; i < ROW; i++) {
      row[i] = new Command();
    }
  }

  @Override
  public Command claim() {
    return row[waiting];
  }

  @Override
  public void publish() {
    waiting++;
    if (waiting == ROW) {
      decide();
    }
  }

  private void decide() {
    for (int i = 0; i < waiting; i++) {
      machine.prepare(row[i]);
    }
    for (int i = 0; i < waiting; i++) {
      events.clear();
      encoder.start(events);
      machine.execute(row[i], encoder, answer);
      tally.count(row[i], answer.outcome(), answer.number());
    }
    waiting = 0;
  }

  /** Whoever asks has sent everything: what is left of a row is decided. */
  @Override
  public Tally tally() {
    decide();
    return tally;
  }

  @Override
  public void close() {}
}
