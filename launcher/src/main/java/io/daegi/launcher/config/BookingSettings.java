package io.daegi.launcher.config;

import io.daegi.booking.rules.BookingLimits;
import java.util.List;

/** What visitors may hold and charge; the same for all processes of booking. */
final class BookingSettings {
  private static final long DAY_MS = 24 * 3_600_000L;
  private static final String MINOR_UNITS = "minor units of money";

  static final Setting<Integer> HOLD_ATTEMPTS =
      Setting.of(
              "DAEGI_HOLD_ATTEMPTS",
              ValueTypes.wholeNumber(1, 1_000, "attempts"),
              "How often one session may try to hold seats, as all processes count through Redis; a repeat under its key is no new"
                  + " attempt.")
          .orElse(Integer.toString(BookingLimits.DEFAULT.holdAttemptsMax()));
  static final Setting<Long> HOLD_MAX_MS =
      Setting.of(
              "DAEGI_HOLD_MAX_MS",
              ValueTypes.largeNumber(1_000, DAY_MS, "ms"),
              "How long a hold may stand in all, its extension included: no concert may have a longer"
                  + " `holdTtlMs`, and one that has is cut to it.")
          .orElse(Long.toString(BookingLimits.DEFAULT.holdMaxMs()));
  static final Setting<Long> PAYMENT_HOLD_MS =
      Setting.of(
              "DAEGI_PAYMENT_HOLD_MS",
              ValueTypes.largeNumber(0, DAY_MS, "ms"),
              "How long a hold stands at least from the beginning of its first payment, which extends it once.")
          .orElse(Long.toString(BookingLimits.DEFAULT.payHoldMs()));
  static final Setting<Long> CHARGE_MAX =
      Setting.of(
              "DAEGI_CHARGE_MAX",
              ValueTypes.largeNumber(1, 1_000_000_000_000L, MINOR_UNITS),
              "The most that a visitor may charge at a time.")
          .orElse(Long.toString(BookingLimits.DEFAULT.chargeMax()));
  static final Setting<Long> BALANCE_MAX =
      Setting.of(
              "DAEGI_BALANCE_MAX",
              ValueTypes.largeNumber(1, 1_000_000_000_000_000L, MINOR_UNITS),
              "The most that charges may bring a balance to, of each currency; a refund may bring it higher.")
          .orElse(Long.toString(BookingLimits.DEFAULT.balanceMax()));

  static final List<Setting<?>> ALL =
      List.of(HOLD_ATTEMPTS, HOLD_MAX_MS, PAYMENT_HOLD_MS, CHARGE_MAX, BALANCE_MAX);

  private BookingSettings() {}

  static BookingLimits limits(Values values) {
    return new BookingLimits(
        values.need(HOLD_ATTEMPTS),
        values.need(HOLD_MAX_MS),
        values.need(PAYMENT_HOLD_MS),
        values.need(CHARGE_MAX),
        values.need(BALANCE_MAX));
  }
}
