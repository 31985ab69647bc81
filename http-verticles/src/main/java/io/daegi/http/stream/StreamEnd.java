package io.daegi.http.stream;

import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;

/**
 * Why a stream ends: the close code of a WebSocket, and what SSE says instead.
 *
 * @param code the WebSocket close code
 * @param reason its reason, at most 123 bytes
 * @param problem what SSE tells; null after the token's own end
 */
record StreamEnd(int code, String reason, Problem problem) {

  private static final StreamEnd ENDED = new StreamEnd(1000, "ended", null);

  /** The token ended; there is nothing more to tell. */
  static StreamEnd ended() {
    return ENDED;
  }

  static StreamEnd badFrame() {
    return new StreamEnd(1008, "bad-frame", Problem.of(ProblemCode.BAD_REQUEST));
  }

  static StreamEnd frameTooLarge() {
    return new StreamEnd(1009, "frame-too-large", Problem.of(ProblemCode.BODY_TOO_LARGE));
  }

  /** This process stops, or its board has gone stale: come back, perhaps elsewhere. */
  static StreamEnd comeBack() {
    long afterMs = Jitter.between(1_000, 5_000);
    return new StreamEnd(
        1012,
        "{\"reconnectAfterMs\":" + afterMs + "}",
        Problem.of(ProblemCode.UNAVAILABLE).withRetryAfterMs(afterMs));
  }

  static StreamEnd overloaded() {
    return new StreamEnd(
        1013,
        "overloaded",
        Problem.of(ProblemCode.OVERLOADED).withRetryAfterMs(Jitter.between(5_000, 15_000)));
  }

  static StreamEnd tooSlow() {
    return new StreamEnd(4408, "too-slow", Problem.of(ProblemCode.STREAM_TOO_SLOW));
  }

  static StreamEnd replaced() {
    return new StreamEnd(4409, "replaced", Problem.of(ProblemCode.STREAM_REPLACED));
  }

  /** A refusal that was found when the stream was opened, or later. */
  static StreamEnd of(Problem problem) {
    int code =
        switch (problem.status()) {
          case 403 -> problem.code() == ProblemCode.WRONG_QUEUE ? 4403 : 4401;
          case 503 -> 1013;
          case 500 -> 1011;
          default -> 4401;
        };
    return new StreamEnd(code, problem.code().code(), problem);
  }
}
