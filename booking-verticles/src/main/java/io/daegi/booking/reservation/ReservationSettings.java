package io.daegi.booking.reservation;

/**
 * What the reservation service is told.
 *
 * @param redisUrl null: seat maps are not shared
 * @param redisPrefix of every key in Redis
 * @param payWithinMs after which a payment under way counts as interrupted
 */
public record ReservationSettings(String redisUrl, String redisPrefix, long payWithinMs) {}
