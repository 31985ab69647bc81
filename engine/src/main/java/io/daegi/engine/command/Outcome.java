package io.daegi.engine.command;

/** How a command ended. The order of the constants is part of the bus format. */
public enum Outcome {
  /** Done now, and durable. */
  DONE,
  /** It was so already; nothing changed. */
  REPEATED,
  QUEUE_UNKNOWN,
  QUEUE_EXISTS,
  QUEUE_NOT_OPEN,
  QUEUE_CLOSED,
  QUEUE_FULL,
  /** The shard has as many queues as it may. */
  TOO_MANY_QUEUES,
  /** No such token, or another visitor's. */
  TOKEN_UNKNOWN,
  /** Still waiting: not yet called. */
  NOT_CALLED,
  /** The token ended. */
  SESSION_OVER,
  /** The operator's command does not fit the queue's state. */
  WRONG_STATE,
  /** What the operator changes is not what the operator saw any more. */
  STALE_SETTINGS,
  /** The settings are out of range. */
  SETTINGS_INVALID,
  /** No place in the ring or among the permits; nothing happened. */
  OVERLOADED,
  /** Nobody owns the partition just now; nothing happened as far as this process knows. */
  UNAVAILABLE,
  /** The log did not say whether the command became durable; asking again is safe. */
  UNKNOWN;

  private static final Outcome[] VALUES = values();

  /**
   * @throws IllegalArgumentException for a code that no outcome has
   */
  public static Outcome ofCode(int code) {
    if (code < 0 || code >= VALUES.length) {
      throw new IllegalArgumentException("no outcome has code " + code);
    }
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }

  public boolean isAccepted() {
    return this == DONE || this == REPEATED;
  }
}
