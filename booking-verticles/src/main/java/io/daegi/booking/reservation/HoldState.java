package io.daegi.booking.reservation;

import io.daegi.booking.api.ReservationState;

/** Where a reservation is in its life, as the database knows it. */
enum HoldState {
  HELD(ReservationState.HELD),
  /** A payment is under way: the hold cannot run out. */
  PAYING(ReservationState.HELD),
  CONFIRMED(ReservationState.CONFIRMED),
  CANCELLED(ReservationState.CANCELLED),
  EXPIRED(ReservationState.EXPIRED),
  /** The money is on its way back. */
  REFUNDING(ReservationState.CONFIRMED),
  REFUNDED(ReservationState.REFUNDED);

  private final ReservationState seenAs;

  HoldState(ReservationState seenAs) {
    this.seenAs = seenAs;
  }

  /** How its owner sees it. */
  ReservationState seenAs() {
    return seenAs;
  }
}
