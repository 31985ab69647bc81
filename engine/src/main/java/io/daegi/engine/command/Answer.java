package io.daegi.engine.command;

import io.daegi.engine.model.TokenState;

/**
 * What a shard answers to a command, once it is durable.
 *
 * @param number the token's number; 0 when the command was not about a token
 * @param state the token's state after the command; null when there is none
 * @param generation the queue's generation
 * @param remainingMs milliseconds until a READY or ACTIVE token runs out; -1 otherwise
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
    int partition,
    long version) {

  /** An answer that no shard gave: overload, or nobody there. */
  public static Answer without(Outcome outcome) {
    return new Answer(outcome, 0, null, 0, -1, -1, -1);
  }
}
