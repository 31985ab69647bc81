package io.daegi.booking.api;

/** Where a reservation is in its life, as its owner sees it; a hold being paid for is HELD. */
public enum ReservationState {
  HELD,
  CONFIRMED,
  CANCELLED,
  EXPIRED,
  REFUNDED
}
