package io.daegi.bench.engine;

import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;

/** No machine at all: what it costs to make commands and to check answers. */
final class EmptyRung implements Rung {

  private final Command command = new Command();
  private final Tally tally = new Tally();

  @Override
  public Command claim() {
    return command;
  }

  /** A visitor's number in this crowd is the lower half of its id. */
  @Override
  public void publish() {
    boolean isJoin = command.type() == CommandType.JOIN;
    tally.count(command, Outcome.DONE, isJoin ? command.visitorLow() : command.number());
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void close() {}
}
