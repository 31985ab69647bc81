package io.daegi.http.booking;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what requests bring beside their bodies, and the forms that bodies share with them. */
final class Inputs {

  static final String DATE_FORM = "must be a date like 2026-12-24";

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Inputs() {}

  /** The {@code Idempotency-Key}; null without one. */
  static String key(RoutingContext context) {
    var key = context.request().getHeader("Idempotency-Key");
    if (key != null && !KEY.matcher(key).matches()) {
      throw Problem.field(
              "#header/Idempotency-Key", "malformed", "must have 1 to 128 visible ASCII characters")
          .toException();
    }
    return key;
  }

  static String requiredKey(RoutingContext context) {
    var key = key(context);
    if (key == null) {
      throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_MISSING).toException();
    }
    return key;
  }

  /** A parameter of the query; null without it. */
  static String query(RoutingContext context, String name) {
    return context.queryParams().get(name);
  }

  /** The date of this text, or null when it has not the form {@code YYYY-MM-DD}. */
  static LocalDate date(String text) {
    if (!DATE.matcher(text).matches()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static boolean isCurrency(String text) {
    return CURRENCY.matcher(text).matches();
  }

  /** The id of this text, or null when it is none. */
  static UUID uuid(String text) {
    return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  /** The id in the path; one that can be nobody's is as unknown as another's. */
  static UUID pathId(RoutingContext context, String name, ProblemCode unknown) {
    var id = uuid(context.pathParam(name));
    if (id == null) {
      throw Problem.of(unknown).toException();
    }
    return id;
  }
}
