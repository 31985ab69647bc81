package io.daegi.booking.api;

import java.util.UUID;

/** Where a payment stands after a gateway's notice. */
public record NoticeTaken(UUID paymentId, PaymentState state) {}
