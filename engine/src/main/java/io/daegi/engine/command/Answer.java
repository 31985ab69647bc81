package io.daegi.engine.command;

import io.daegi.engine.model.TokenState;

/**
 * What a shard answers to a command, once it is durable.
 *
 * @param number the token's number; 0 when the command was not about a token
 * @param state the token's state after the command; null when there is none
 * @param generation the queue's generation
 * @param remainingMs milliseconds until a READY or ACTIVE token runs out; -1 otherwise
 * @param sinceJoinMs how long ago the token joined, by the shard's ticks, which no outage moves; -1
 *     when there is no token or nobody knows any more
 * @param partition where the queue lives
 * @param version the batch of the log that made the answer durable; a board that has reached it
 *     shows what was answered
 */
public record Answer(
    Outcome outcome,
    long number,
    TokenState state,
    int generation,
    long remainingMs,
    long sinceJoinMs,
    int partition,
    long version) {

  /** An answer that says nothing of when the token joined. */
  public Answer(
      Outcome outcome,
      long number,
      TokenState state,
      int generation,
      long remainingMs,
      int partition,
      long version) {
    this(outcome, number, state, generation, remainingMs, -1, partition, version);
  }

  /** An answer that no shard gave: overload, or nobody there. */
  public static Answer without(Outcome outcome) {
    return new Answer(outcome, 0, null, 0, -1, -1, -1, -1);
  }
}
