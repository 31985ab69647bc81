package io.daegi.booking.payment;

import java.util.UUID;

/**
 * That a payment was decided, told by the gateway itself.
 *
 * @param eventId the gateway's own; a repeat has the same
 * @param paid else it was declined
 * @param reason why it was declined, in the gateway's words; may be null
 */
public record GatewayEvent(String eventId, UUID paymentId, boolean paid, String reason) {}
