package io.daegi.booking.api;

import java.util.List;

/**
 * A concert as everybody may see it.
 *
 * @param currency ISO 4217; every price of the concert is in it
 * @param holdTtlMs how long a temporary hold lasts
 * @param revision names the plan behind it, for the operator who has just written it; else null
 */
public record Concert(
    String concertId,
    String title,
    String queueId,
    String currency,
    long holdTtlMs,
    int maxSeatsPerVisitor,
    List<Show> shows,
    Availability availability,
    String revision) {}
