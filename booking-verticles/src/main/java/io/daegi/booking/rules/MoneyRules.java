package io.daegi.booking.rules;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be charged. */
public final class MoneyRules {

  public static final String DEFAULT_CURRENCY = "KRW";
  public static final long MIN_CHARGE = 1;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private MoneyRules() {}

  public static boolean isCurrency(String code) {
    return code != null && CURRENCIES.contains(code);
  }

  /**
   * Why this amount cannot be charged; empty when it can.
   *
   * @param chargeMax in minor units
   */
  public static Optional<Refusal> refuseCharge(Money money, long chargeMax) {
    if (!isCurrency(money.currency())) {
      return Optional.of(
          Refusal.of(RefusalCode.AMOUNT_OUT_OF_RANGE, "The currency is no ISO 4217 code."));
    }
    if (money.amount() < MIN_CHARGE || money.amount() > chargeMax) {
      return Optional.of(
          Refusal.of(
              RefusalCode.AMOUNT_OUT_OF_RANGE,
              "The amount must be between " + MIN_CHARGE + " and " + chargeMax + "."));
    }
    return Optional.empty();
  }
}
