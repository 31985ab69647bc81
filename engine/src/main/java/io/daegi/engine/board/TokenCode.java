package io.daegi.engine.board;

import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.TokenState;

/**
 * What a board keeps about one number, in 4 bits: its state and, when it ended, why. WAITING is 0,
 * so that a number costs no state until something happens to it.
 */
enum TokenCode {
  WAITING(TokenState.WAITING, null),
  READY(TokenState.READY, null),
  ACTIVE(TokenState.ACTIVE, null),
  COMPLETED(TokenState.COMPLETED, EndReason.PAID),
  LEFT(TokenState.LEFT, EndReason.LEFT),
  ABANDONED(TokenState.ABANDONED, EndReason.SILENT),
  MISSED_CALL(TokenState.EXPIRED, EndReason.MISSED_CALL),
  SESSION_OVER(TokenState.EXPIRED, EndReason.SESSION_OVER),
  TURNED_AWAY(TokenState.TURNED_AWAY, EndReason.QUEUE_CLOSED);

  private static final TokenCode[] VALUES = values();

  private final TokenState state;
  private final EndReason reason;

  TokenCode(TokenState state, EndReason reason) {
    this.state = state;
    this.reason = reason;
  }

  static TokenCode of(int code) {
    return VALUES[code];
  }

  int code() {
    return ordinal();
  }

  TokenState state() {
    return state;
  }

  EndReason reason() {
    return reason;
  }
}
