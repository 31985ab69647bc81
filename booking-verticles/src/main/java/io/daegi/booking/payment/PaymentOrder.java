package io.daegi.booking.payment;

import io.daegi.booking.api.Money;
import io.daegi.engine.model.VisitorId;
import java.util.UUID;

/**
 * What has to be paid, for what.
 *
 * @param paymentId follows from visitor and key: a repeat is the same payment
 * @param key the idempotency key under which the visitor pays
 */
public record PaymentOrder(
    UUID paymentId, VisitorId visitor, UUID reservationId, Money due, String key) {}
