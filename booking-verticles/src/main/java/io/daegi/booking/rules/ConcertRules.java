package io.daegi.booking.rules;

import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ConcertSpec.SectionSpec;
import io.daegi.booking.api.ConcertSpec.ShowSpec;
import io.daegi.booking.api.FieldFault;
import io.daegi.engine.model.Limits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a concert's specification must keep to. */
public final class ConcertRules {

  public static final long MIN_HOLD_TTL_MS = 1_000;
  public static final long MAX_HOLD_TTL_MS = 24 * 3_600_000L;
  public static final int MAX_SEATS_PER_VISITOR = 100;
  public static final int MAX_SHOWS = 400;
  public static final int MAX_SECTIONS = 200;
  public static final int MAX_ROWS = 1_000;
  public static final int MAX_SEATS_PER_ROW = 1_000;
  public static final int MAX_SEATS_PER_SHOW = 200_000;
  public static final long MAX_PRICE = 1_000_000_000_000L;

  private static final Pattern SECTION_NAME =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} -]{0,28}[\\p{L}\\p{N}])?");

  private static final String OUT_OF_RANGE = "out-of-range";
  private static final String MISSING = "missing";
  private static final String MALFORMED = "malformed";
  private static final String DUPLICATE = "duplicate";

  private final List<FieldFault> faults = new ArrayList<>();

  private final long holdMaxMs;

  private ConcertRules(long holdMaxMs) {
    this.holdMaxMs = holdMaxMs;
  }

  /**
   * Everything that is wrong; empty when nothing is.
   *
   * @param holdMaxMs how long a hold may stand in all
   */
  public static List<FieldFault> check(String concertId, ConcertSpec spec, long holdMaxMs) {
    ConcertRules rules = new ConcertRules(holdMaxMs);
    rules.checkConcert(concertId, spec);
    return rules.faults;
  }

  private void checkConcert(String concertId, ConcertSpec spec) {
    if (!Limits.isQueueId(concertId)) {
      fault("/concertId", MALFORMED, "1 to 64 lower-case letters, digits and inner hyphens");
    }
    if (spec.title() == null || spec.title().isBlank()) {
      fault("/title", MISSING, "a concert needs a title");
    } else {
      between("/title", spec.title().length(), 1, Limits.MAX_TITLE_CHARS);
    }
    if (spec.queueId() == null || !Limits.isQueueId(spec.queueId())) {
      fault("/queueId", MALFORMED, "1 to 64 lower-case letters, digits and inner hyphens");
    }
    if (!MoneyRules.isCurrency(spec.currency())) {
      fault("/currency", MALFORMED, "an ISO 4217 code such as KRW");
    }
    if (spec.holdTtlMs() != null) {
      between("/holdTtlMs", spec.holdTtlMs(), MIN_HOLD_TTL_MS, holdMaxMs);
    }
    if (spec.maxSeatsPerVisitor() != null) {
      between("/maxSeatsPerVisitor", spec.maxSeatsPerVisitor(), 1, MAX_SEATS_PER_VISITOR);
    }
    checkShows(spec.shows());
  }

  private void checkShows(List<ShowSpec> shows) {
    if (shows == null || shows.isEmpty()) {
      fault("/shows", MISSING, "a concert needs a show");
      return;
    }
    between("/shows", shows.size(), 1, MAX_SHOWS);
    Set<LocalDate> dates = new HashSet<>();
    for (int i = 0; i < shows.size(); i++) {
      checkShow("/shows/" + i, shows.get(i), dates);
    }
  }

  private void checkShow(String at, ShowSpec show, Set<LocalDate> dates) {
    if (show == null || show.date() == null) {
      fault(at + "/date", MISSING, "a show needs a date");
      return;
    }
    if (!dates.add(show.date())) {
      fault(at + "/date", DUPLICATE, "a concert has at most one show a day");
    }
    if (show.sections() == null || show.sections().isEmpty()) {
      fault(at + "/sections", MISSING, "a show needs a section");
      return;
    }
    between(at + "/sections", show.sections().size(), 1, MAX_SECTIONS);
    Set<String> names = new HashSet<>();
    long seats = 0;
    for (int i = 0; i < show.sections().size(); i++) {
      SectionSpec section = show.sections().get(i);
      checkSection(at + "/sections/" + i, section, names);
      seats += section == null ? 0 : (long) section.rows() * section.seatsPerRow();
    }
    if (seats > MAX_SEATS_PER_SHOW) {
      fault(at + "/sections", OUT_OF_RANGE, "at most " + MAX_SEATS_PER_SHOW + " seats a show");
    }
  }

  private void checkSection(String at, SectionSpec section, Set<String> names) {
    if (section == null || section.name() == null) {
      fault(at + "/name", MISSING, "a section needs a name");
      return;
    }
    if (!SECTION_NAME.matcher(section.name()).matches()) {
      fault(at + "/name", MALFORMED, "1 to 30 letters, digits, inner blanks and hyphens");
    }
    if (!names.add(section.name())) {
      fault(at + "/name", DUPLICATE, "the show has this section already");
    }
    between(at + "/rows", section.rows(), 1, MAX_ROWS);
    between(at + "/seatsPerRow", section.seatsPerRow(), 1, MAX_SEATS_PER_ROW);
    between(at + "/price", section.price(), 1, MAX_PRICE);
  }

  private void between(String pointer, long value, long low, long high) {
    if (value < low || value > high) {
      fault(pointer, OUT_OF_RANGE, "must be between " + low + " and " + high);
    }
  }

  private void fault(String pointer, String code, String detail) {
    faults.add(new FieldFault(pointer, code, detail));
  }
}
