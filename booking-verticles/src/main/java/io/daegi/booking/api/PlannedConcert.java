package io.daegi.booking.api;

/**
 * A concert as its operators see it, sections and prices included.
 *
 * @param revision names exactly this plan: another one has another revision
 */
public record PlannedConcert(String concertId, ConcertSpec spec, String revision) {}
