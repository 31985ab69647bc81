package io.daegi.engine.model;

/** The life of a queue. The order of the constants is part of the log's format. */
public enum QueueState {
  /** Opens by itself at {@link QueueSettings#opensAtMs()}. */
  SCHEDULED,
  OPEN,
  /** People join and wait; nobody is called and READY stands still. */
  PAUSED,
  /** Nobody joins; those who wait are still called. */
  DRAINING,
  CLOSED;

  private static final QueueState[] VALUES = values();

  public boolean acceptsJoins() {
    return this == OPEN || this == PAUSED;
  }

  public boolean callsPeople() {
    return this == OPEN || this == DRAINING;
  }

  /**
   * @throws IllegalArgumentException for a code that no state has
   */
  public static QueueState ofCode(int code) {
    if (code < 0 || code >= VALUES.length) {
      throw new IllegalArgumentException("no queue state has code " + code);
    }
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }
}
