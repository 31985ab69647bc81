package io.daegi.booking.api;

import java.time.LocalDate;

/** Which show of a concert: by its date or by its id; the id counts when both are given. */
public record ShowRef(String concertId, LocalDate date, String showId) {}
