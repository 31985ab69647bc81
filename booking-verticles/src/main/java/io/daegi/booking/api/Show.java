package io.daegi.booking.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One evening of a concert.
 *
 * @param startsAt null when only the date is known
 */
public record Show(String showId, LocalDate date, Instant startsAt) {}
