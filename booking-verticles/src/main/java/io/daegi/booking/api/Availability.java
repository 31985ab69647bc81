package io.daegi.booking.api;

/** How many seats are left, said coarsely enough to be cached. */
public enum Availability {
  /** More than a fifth. */
  GOOD,
  FEW,
  NONE
}
