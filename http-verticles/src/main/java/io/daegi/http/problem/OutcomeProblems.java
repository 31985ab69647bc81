package io.daegi.http.problem;

import io.daegi.engine.command.Outcome;

/** The table from an engine's refusal to its problem. */
public final class OutcomeProblems {

  private OutcomeProblems() {}

  /**
   * The problem that tells a refusal.
   *
   * @throws IllegalArgumentException for an outcome that is no refusal
   */
  public static Problem of(Outcome outcome) {
    return switch (outcome) {
      case DONE, REPEATED -> throw new IllegalArgumentException(outcome + " is no refusal");
      case QUEUE_UNKNOWN -> Problem.of(ProblemCode.QUEUE_UNKNOWN);
      case QUEUE_EXISTS -> Problem.of(ProblemCode.QUEUE_EXISTS);
      case QUEUE_NOT_OPEN -> Problem.of(ProblemCode.QUEUE_NOT_OPEN);
      case QUEUE_CLOSED -> Problem.of(ProblemCode.QUEUE_CLOSED);
      case QUEUE_FULL -> Problem.of(ProblemCode.QUEUE_FULL);
      case TOO_MANY_QUEUES -> Problem.of(ProblemCode.TOO_MANY_QUEUES);
      case TOKEN_UNKNOWN -> Problem.of(ProblemCode.TOKEN_INVALID);
      case NOT_CALLED -> Problem.of(ProblemCode.NOT_CALLED);
      case SESSION_OVER -> Problem.of(ProblemCode.SESSION_OVER);
      case WRONG_STATE -> Problem.of(ProblemCode.WRONG_STATE);
      case STALE_SETTINGS -> Problem.of(ProblemCode.PRECONDITION_FAILED);
      case SETTINGS_INVALID -> Problem.of(ProblemCode.VALIDATION_FAILED);
      case OVERLOADED -> Problem.of(ProblemCode.OVERLOADED).withRetryAfterMs(Jitter.around(1_000));
      case UNAVAILABLE ->
          Problem.of(ProblemCode.UNAVAILABLE).withRetryAfterMs(Jitter.around(2_000));
      case UNKNOWN ->
          Problem.of(ProblemCode.OUTCOME_UNKNOWN).withRetryAfterMs(Jitter.around(1_000));
    };
  }
}
