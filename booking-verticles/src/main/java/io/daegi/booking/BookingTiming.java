package io.daegi.booking;

/**
 * Time limits of the booking side.
 *
 * @param payWithinMs after which a payment under way counts as interrupted and is resumed
 * @param recoveryGraceMs what a living hold has left at least once the database or the shop was
 *     away
 */
public record BookingTiming(long payWithinMs, long recoveryGraceMs) {

  /** Twice the longest step of a payment; half a minute to come back to the page. */
  public static final BookingTiming DEFAULT = new BookingTiming(10_000, 30_000);
}
