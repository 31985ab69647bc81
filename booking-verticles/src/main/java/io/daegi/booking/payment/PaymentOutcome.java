package io.daegi.booking.payment;

import io.daegi.booking.api.Refusal;

/**
 * How a payment ended, for good.
 *
 * @param refusal why it failed; null when it is paid
 */
public record PaymentOutcome(Refusal refusal) {

  public static final PaymentOutcome PAID = new PaymentOutcome(null);

  public boolean isPaid() {
    return refusal == null;
  }
}
