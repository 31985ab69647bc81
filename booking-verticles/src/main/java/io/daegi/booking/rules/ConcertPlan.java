package io.daegi.booking.rules;

import io.daegi.booking.api.Availability;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.ShowRef;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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
  private static final int REVISION_CHARS = 16;

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
    return new ShowPlan(
        showId(concertId, show.date()), show.date(), asStored(show.startsAt()), sections);
  }

  /** The database keeps microseconds. */
  private static Instant asStored(Instant startsAt) {
    return startsAt == null ? null : startsAt.truncatedTo(ChronoUnit.MICROS);
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
    return toConcert(availability, null);
  }

  /** The same, for the operator who has just written it. */
  public Concert toWrittenConcert(Availability availability) {
    return toConcert(availability, revision());
  }

  private Concert toConcert(Availability availability, String revision) {
    return new Concert(
        concertId,
        title,
        queueId,
        currency,
        holdTtlMs,
        maxSeatsPerVisitor,
        shows.stream().map(ShowPlan::toShow).toList(),
        availability,
        revision);
  }

  public PlannedConcert toPlanned() {
    List<ConcertSpec.ShowSpec> planned = shows.stream().map(ConcertPlan::toSpec).toList();
    return new PlannedConcert(
        concertId,
        new ConcertSpec(title, queueId, currency, holdTtlMs, maxSeatsPerVisitor, planned),
        revision());
  }

  private static ConcertSpec.ShowSpec toSpec(ShowPlan show) {
    List<ConcertSpec.SectionSpec> sections =
        show.sections().stream()
            .map(s -> new ConcertSpec.SectionSpec(s.name(), s.rows(), s.seatsPerRow(), s.price()))
            .toList();
    return new ConcertSpec.ShowSpec(show.date(), show.startsAt(), sections);
  }

  /**
   * Names this plan by all that it says: whoever changes something gives it another name. As much
   * work as the plan is long.
   */
  public String revision() {
    return KeyedIds.bodyHash(this).substring(0, REVISION_CHARS);
  }

  /** More than a fifth free is GOOD. */
  public static Availability availability(long available, long total) {
    if (available <= 0) {
      return Availability.NONE;
    }
    return available * 5 > total ? Availability.GOOD : Availability.FEW;
  }
}
