package io.daegi.engine.command;

/**
 * Everything that can be asked of a shard. The order of the constants is part of the bus format.
 */
public enum CommandType {
  JOIN,
  ENTER,
  LEAVE,
  ASK,
  /** Signs of life of many tokens of one queue. */
  SEEN,
  COMPLETE,
  ABANDON,
  EXTEND,
  CREATE_QUEUE,
  CHANGE_SETTINGS,
  CHANGE_STATE,
  SET_MESSAGE,
  SHOP_ALIVE,
  /** Only from the shard itself: the first command of an incarnation. */
  LEAD,
  /** Only from the shard itself: time has moved. */
  TICK,
  /** Only from the shard itself: something happened in the booking side. */
  OUTCOME;

  private static final CommandType[] VALUES = values();

  /**
   * @throws IllegalArgumentException for a code that no type has
   */
  public static CommandType ofCode(int code) {
    if (code < 0 || code >= VALUES.length) {
      throw new IllegalArgumentException("no command has code " + code);
    }
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }
}
