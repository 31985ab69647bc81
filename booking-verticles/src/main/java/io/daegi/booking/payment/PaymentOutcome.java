package io.daegi.booking.payment;

import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;

/**
 * How a payment ended, for good, or that it waits for its buyer.
 *
 * @param refusal why it failed; else null
 * @param redirectUrl where the buyer goes on while it is PENDING; else null
 */
public record PaymentOutcome(PaymentState state, Refusal refusal, String redirectUrl) {

  public static final PaymentOutcome PAID = new PaymentOutcome(PaymentState.SUCCEEDED, null, null);

  public static PaymentOutcome failed(Refusal refusal) {
    return new PaymentOutcome(PaymentState.FAILED, refusal, null);
  }

  public boolean isPaid() {
    return state == PaymentState.SUCCEEDED;
  }

  public boolean isPending() {
    return state == PaymentState.PENDING;
  }
}
