package io.daegi.booking.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One visitor's seats of one show.
 *
 * @param holdUntil when an unpaid hold runs out; null unless HELD
 * @param paymentId the payment that confirmed it; null before
 */
public record Reservation(
    UUID reservationId,
    ReservationState state,
    String concertId,
    String queueId,
    String showId,
    LocalDate date,
    List<String> seats,
    Money total,
    Instant createdAt,
    Instant holdUntil,
    UUID paymentId) {}
