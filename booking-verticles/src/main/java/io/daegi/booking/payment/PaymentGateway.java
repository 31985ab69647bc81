package io.daegi.booking.payment;

import io.vertx.core.Future;

/**
 * Takes the money for an order. All calls are idempotent by {@code paymentId}, and whichever comes
 * second obeys what the first one decided: a payment that was settled as failed never happens.
 */
public interface PaymentGateway {

  /** Pays, or says for good why not. */
  Future<PaymentOutcome> pay(PaymentOrder order);

  /**
   * Says how the payment ended, and makes it fail with {@code interrupted} if it has not happened.
   */
  Future<PaymentOutcome> settle(PaymentOrder order);

  /** Gives the money of a succeeded payment back, once however often it is asked. */
  Future<Void> refund(RefundOrder order);
}
