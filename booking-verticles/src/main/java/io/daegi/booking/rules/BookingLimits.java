package io.daegi.booking.rules;

/**
 * The limits that an operator may choose; the same for all processes of booking.
 *
 * @param holdAttemptsMax attempts of one session to hold seats
 * @param holdMaxMs how long a hold may stand in all, its extension included
 * @param payHoldMs how long a hold stands at least from the beginning of its payment, if {@code
 *     holdMaxMs} allows it
 * @param chargeMax in minor units, of one charge
 * @param balanceMax in minor units of one currency; no charge takes a wallet beyond it, a refund
 *     may
 */
public record BookingLimits(
    int holdAttemptsMax, long holdMaxMs, long payHoldMs, long chargeMax, long balanceMax) {

  /** A minute is enough for a payment that its gateway finishes, and for one question more. */
  public static final BookingLimits DEFAULT =
      new BookingLimits(10, ConcertRules.MAX_HOLD_TTL_MS, 60_000, 100_000_000, 10_000_000_000L);

  public BookingLimits {
    if (holdAttemptsMax < 1
        || holdMaxMs < ConcertRules.MIN_HOLD_TTL_MS
        || payHoldMs < 0
        || chargeMax < MoneyRules.MIN_CHARGE
        || balanceMax < chargeMax) {
      throw new IllegalArgumentException(
          "limits that let nothing be held or charged: "
              + holdAttemptsMax
              + " attempts, "
              + holdMaxMs
              + " ms and "
              + payHoldMs
              + " ms, "
              + chargeMax
              + " of "
              + balanceMax);
    }
  }
}
