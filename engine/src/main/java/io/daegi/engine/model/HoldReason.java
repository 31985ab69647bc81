package io.daegi.engine.model;

/** Why a queue calls nobody although it is open. The order is part of the log's format. */
public enum HoldReason {
  NONE("none"),
  /** The booking side has not answered for a while. */
  SHOP_AWAY("shop-away");

  private static final HoldReason[] VALUES = values();

  private final String code;

  HoldReason(String code) {
    this.code = code;
  }

  /** The kebab-case word that the public contract shows. */
  public String text() {
    return code;
  }

  /**
   * @throws IllegalArgumentException for a code that no reason has
   */
  public static HoldReason ofCode(int code) {
    if (code < 0 || code >= VALUES.length) {
      throw new IllegalArgumentException("no hold reason has code " + code);
    }
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }
}
