package io.daegi.booking.rules;

import io.daegi.booking.api.Availability;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ShowRef;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A concert as booking keeps it in memory: everything that is decided without the database. */
public record ConcertPlan(
    String concertId,
    String title,
    String queueId,
    String currency,
    long holdTtlMs,
    int maxSeatsPerVisitor,
    List<ShowPlan> shows) {

  public static final long DEFAULT_HOLD_TTL_MS = 300_000;
  public static final int DEFAULT_MAX_SEATS = 4;

  /** The plan of a specification that {@link ConcertRules} found without fault. */
  public static ConcertPlan of(String concertId, ConcertSpec spec) {
    List<ShowPlan> shows =
        spec.shows().stream()
            .map(show -> showPlan(concertId, show))
            .sorted(Comparator.comparing(ShowPlan::date))
            .toList();
    return new ConcertPlan(
        concertId,
        spec.title(),
        spec.queueId(),
        spec.currency(),
        spec.holdTtlMs() == null ? DEFAULT_HOLD_TTL_MS : spec.holdTtlMs(),
        spec.maxSeatsPerVisitor() == null ? DEFAULT_MAX_SEATS : spec.maxSeatsPerVisitor(),
        shows);
  }

  private static ShowPlan showPlan(String concertId, ConcertSpec.ShowSpec show) {
    List<SectionPlan> sections =
        show.sections().stream()
            .map(s -> new SectionPlan(s.name(), s.rows(), s.seatsPerRow(), s.price()))
            .toList();
    return new ShowPlan(showId(concertId, show.date()), show.date(), show.startsAt(), sections);
  }

  /** A concert has one show a day. */
  public static String showId(String concertId, LocalDate date) {
    return concertId + "-" + date;
  }

  public Optional<ShowPlan> find(ShowRef ref) {
    return shows.stream()
        .filter(
            show ->
                ref.showId() != null
                    ? show.showId().equals(ref.showId())
                    : show.date().equals(ref.date()))
        .findFirst();
  }

  public Concert toConcert(Availability availability) {
    return new Concert(
        concertId,
        title,
        queueId,
        currency,
        holdTtlMs,
        maxSeatsPerVisitor,
        shows.stream().map(ShowPlan::toShow).toList(),
        availability);
  }

  /** More than a fifth free is GOOD. */
  public static Availability availability(long available, long total) {
    if (available <= 0) {
      return Availability.NONE;
    }
    return available * 5 > total ? Availability.GOOD : Availability.FEW;
  }
}
