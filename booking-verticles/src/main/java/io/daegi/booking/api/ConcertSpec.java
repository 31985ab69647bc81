package io.daegi.booking.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A concert as its operator writes it; booking checks every range.
 *
 * @param holdTtlMs null: 300,000
 * @param maxSeatsPerVisitor null: 4
 */
public record ConcertSpec(
    String title,
    String queueId,
    String currency,
    Long holdTtlMs,
    Integer maxSeatsPerVisitor,
    List<ShowSpec> shows) {

  /** One evening; a concert has at most one a day. */
  public record ShowSpec(LocalDate date, Instant startsAt, List<SectionSpec> sections) {}

  /**
   * Seats in rows, named {@code <name>-<row>-<seat>}, both from 1.
   *
   * @param price minor units of the concert's currency
   */
  public record SectionSpec(String name, int rows, int seatsPerRow, long price) {}
}
