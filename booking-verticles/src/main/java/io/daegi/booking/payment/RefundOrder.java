package io.daegi.booking.payment;

import io.daegi.booking.api.Money;
import io.daegi.engine.model.VisitorId;
import java.util.UUID;

/**
 * What has to be given back, to whom, for what.
 *
 * @param paymentId the payment that is undone, whole
 */
public record RefundOrder(UUID paymentId, VisitorId visitor, UUID reservationId, Money amount) {}
