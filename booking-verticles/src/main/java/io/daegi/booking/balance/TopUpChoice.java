package io.daegi.booking.balance;

import io.daegi.booking.gateway.HttpGatewayConfig;

/** Where the money of top-ups comes from, as it is configured. */
public sealed interface TopUpChoice {

  /** It is given away. */
  record Demo() implements TopUpChoice {}

  /** Balances cannot be charged. */
  record None() implements TopUpChoice {}

  /** A gateway outside collects it. */
  record Http(HttpGatewayConfig gateway) implements TopUpChoice {}
}
