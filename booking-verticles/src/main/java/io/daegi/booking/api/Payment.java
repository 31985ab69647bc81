package io.daegi.booking.api;

import java.util.UUID;

/**
 * One attempt to pay for a reservation.
 *
 * @param reason why it failed; null otherwise
 * @param redirectUrl where the buyer goes on with a PENDING payment; null with gateways that need
 *     nobody
 */
public record Payment(
    UUID paymentId,
    PaymentState state,
    Money amount,
    String reason,
    String redirectUrl,
    Reservation reservation) {}
