package io.daegi.engine.command;

import io.daegi.engine.model.TokenState;

/** Where the machine writes its answer to a command; reused like the command beside it. */
public final class AnswerSlot {

  private Outcome outcome = Outcome.UNKNOWN;
  private long number;
  private TokenState state;
  private int generation;
  private long remainingMs = -1;
  private long sinceJoinMs = -1;

  public void clear() {
    outcome = Outcome.UNKNOWN;
    number = 0;
    state = null;
    generation = 0;
    remainingMs = -1;
    sinceJoinMs = -1;
  }

  public void set(Outcome outcome) {
    this.outcome = outcome;
  }

  public void setToken(
      Outcome outcome,
      long number,
      TokenState state,
      int generation,
      long remainingMs,
      long sinceJoinMs) {
    this.outcome = outcome;
    this.number = number;
    this.state = state;
    this.generation = generation;
    this.remainingMs = remainingMs;
    this.sinceJoinMs = sinceJoinMs;
  }

  public Outcome outcome() {
    return outcome;
  }

  public long number() {
    return number;
  }

  public TokenState state() {
    return state;
  }

  /** The slot's content as a value that outlives the slot. */
  public Answer toAnswer(int partition, long version) {
    return new Answer(
        outcome, number, state, generation, remainingMs, sinceJoinMs, partition, version);
  }
}
