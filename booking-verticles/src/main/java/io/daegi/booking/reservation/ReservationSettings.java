package io.daegi.booking.reservation;

import io.daegi.booking.rules.BookingLimits;

/**
 * What the reservation service is told.
 *
 * @param redisUrl null: seat maps are not shared
 * @param redisPrefix of every key in Redis
 * @param payWithinMs after which a payment under way counts as interrupted
 */
public record ReservationSettings(
    String redisUrl, String redisPrefix, long payWithinMs, BookingLimits limits) {}
