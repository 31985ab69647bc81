package io.daegi.booking.api;

/** Where a payment is in its life. */
public enum PaymentState {
  /** Under way, or waiting for the buyer at the gateway. */
  PENDING,
  SUCCEEDED,
  FAILED
}
