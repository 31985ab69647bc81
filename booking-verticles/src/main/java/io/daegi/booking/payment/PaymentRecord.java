package io.daegi.booking.payment;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import java.util.UUID;

/**
 * What became of a payment.
 *
 * @param refusal why it failed; null when it is paid
 */
public record PaymentRecord(UUID paymentId, UUID reservationId, Money amount, Refusal refusal) {

  PaymentOutcome outcome() {
    return refusal == null ? PaymentOutcome.PAID : new PaymentOutcome(refusal);
  }
}
