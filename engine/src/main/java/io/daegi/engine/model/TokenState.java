package io.daegi.engine.model;

/** Where a token is in its life. The order of the constants is part of the log's format. */
public enum TokenState {
  WAITING,
  /** Called; must enter before {@code readyTtlMs} is over. */
  READY,
  /** In the shop. */
  ACTIVE,
  COMPLETED,
  LEFT,
  /** Gave no sign of life while waiting; undone by a return before the number is passed. */
  ABANDONED,
  EXPIRED,
  TURNED_AWAY;

  private static final TokenState[] VALUES = values();

  /** Whether this state holds one slot of the capacity. */
  public boolean isAdmitted() {
    return this == READY || this == ACTIVE;
  }

  public boolean isEnded() {
    return compareTo(COMPLETED) >= 0;
  }

  /**
   * @throws IllegalArgumentException for a code that no state has
   */
  public static TokenState ofCode(int code) {
    if (code < 0 || code >= VALUES.length) {
      throw new IllegalArgumentException("no token state has code " + code);
    }
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }
}
