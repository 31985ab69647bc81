package io.daegi.booking.payment;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;
import java.util.UUID;

/**
 * What became of a payment.
 *
 * @param refusal why it failed; else null
 * @param redirectUrl where its buyer goes on while it is PENDING; else null
 */
public record PaymentRecord(
    UUID paymentId,
    UUID reservationId,
    Money amount,
    PaymentState state,
    Refusal refusal,
    String redirectUrl) {

  public PaymentOutcome outcome() {
    return new PaymentOutcome(state, refusal, redirectUrl);
  }
}
