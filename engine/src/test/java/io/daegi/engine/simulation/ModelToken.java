package io.daegi.engine.simulation;

import io.daegi.engine.model.TokenState;

/** One token as the log has told it so far. */
final class ModelToken {

  final long number;
  final long visitor;
  TokenState state = TokenState.WAITING;
  boolean living = true;
  long deadlineMs;
  long limitMs;
  long seenMs;

  ModelToken(long number, long visitor, long seenMs) {
    this.number = number;
    this.visitor = visitor;
    this.seenMs = seenMs;
  }

  void end(TokenState ended) {
    state = ended;
    living = false;
  }
}
