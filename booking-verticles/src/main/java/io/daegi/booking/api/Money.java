package io.daegi.booking.api;

/**
 * An amount of money.
 *
 * @param amount in minor units of the currency
 * @param currency an ISO 4217 code
 */
public record Money(long amount, String currency) {

  public Money plus(long more) {
    return new Money(Math.addExact(amount, more), currency);
  }
}
