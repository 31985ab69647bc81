package io.daegi.booking.api;

import java.util.List;

/**
 * What a visitor's wallet holds.
 *
 * @param balance in the currency asked about
 * @param balances in every currency the wallet ever held
 */
public record Balance(Money balance, List<Money> balances) {}
