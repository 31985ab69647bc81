package io.daegi.engine.model;

/** Who checks passes, and so when a slot is really free. The order is part of the log's format. */
public enum PassMode {
  /** Shops ask us: a slot is free at once. */
  ONLINE,
  /** Passes are checked without us: a slot is free when the last pass has run out. */
  OFFLINE;

  /**
   * @throws IllegalArgumentException for a code that no mode has
   */
  public static PassMode ofCode(int code) {
    return switch (code) {
      case 0 -> ONLINE;
      case 1 -> OFFLINE;
      default -> throw new IllegalArgumentException("no pass mode has code " + code);
    };
  }

  public int code() {
    return ordinal();
  }
}
