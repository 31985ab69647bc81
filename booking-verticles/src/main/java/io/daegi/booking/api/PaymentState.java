package io.daegi.booking.api;

/** Where a payment is in its life. */
public enum PaymentState {
  /** Waits for the buyer at the gateway. */
  PENDING,
  SUCCEEDED,
  FAILED
}
