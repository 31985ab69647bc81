package io.daegi.launcher.config;

/** Who takes the money for seats. */
public enum PaymentChoice {
  /** The visitor's balance in this shop. */
  BALANCE,
  /** A gateway outside. */
  HTTP
}
