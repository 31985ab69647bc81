package io.daegi.http.admin;

import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ConcertSpec.SectionSpec;
import io.daegi.booking.api.ConcertSpec.ShowSpec;
import io.daegi.http.edge.JsonBody;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Reads a concert's plan: here what is there and of its type, in booking whether it is in range.
 */
final class ConcertBody {

  private static final int MAX_CHARS = 1_000;
  private static final int MAX_ITEMS = 1_000;

  private ConcertBody() {}

  static ConcertSpec read(JsonBody body) {
    return new ConcertSpec(
        body.text("title", true, MAX_CHARS),
        body.text("queueId", true, MAX_CHARS),
        body.text("currency", true, MAX_CHARS),
        body.has("holdTtlMs") ? body.whole("holdTtlMs", 0) : null,
        body.has("maxSeatsPerVisitor") ? body.wholeInt("maxSeatsPerVisitor", 0) : null,
        body.objects("shows", true, MAX_ITEMS).stream().map(ConcertBody::show).toList());
  }

  private static ShowSpec show(JsonBody body) {
    List<SectionSpec> sections =
        body.objects("sections", true, MAX_ITEMS).stream().map(ConcertBody::section).toList();
    return new ShowSpec(date(body), body.moment("startsAt"), sections);
  }

  private static LocalDate date(JsonBody body) {
    var text = body.text("date", true, MAX_CHARS);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      body.wrong("date", "must be a date like 2026-12-24");
      return null;
    }
  }

  private static SectionSpec section(JsonBody body) {
    return new SectionSpec(
        body.text("name", true, MAX_CHARS),
        requiredInt(body, "rows"),
        requiredInt(body, "seatsPerRow"),
        body.requiredWhole("price"));
  }

  private static int requiredInt(JsonBody body, String field) {
    if (!body.has(field)) {
      body.missing(field);
    }
    return body.wholeInt(field, 0);
  }
}
