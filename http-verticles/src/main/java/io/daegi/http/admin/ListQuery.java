package io.daegi.http.admin;

import io.daegi.http.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** The query of a list: {@code ?limit&cursor}. */
final class ListQuery {

  private ListQuery() {}

  static int limit(RoutingContext context, int byDefault, int most) {
    var text = context.queryParams().get("limit");
    if (text == null) {
      return byDefault;
    }
    int limit;
    try {
      limit = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Problem.field("#query/limit", "wrong-type", "must be a whole number").toException();
    }
    if (limit < 1 || limit > most) {
      throw Problem.field("#query/limit", "out-of-range", "must be between 1 and " + most)
          .toException();
    }
    return limit;
  }

  /** The cursor; null for the first part of the list. */
  static String cursor(RoutingContext context) {
    var cursor = context.queryParams().get("cursor");
    return cursor == null || cursor.isEmpty() ? null : cursor;
  }
}
