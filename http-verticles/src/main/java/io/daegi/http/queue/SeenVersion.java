package io.daegi.http.queue;

import io.daegi.http.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** The version of the log that a client has already been shown. */
public final class SeenVersion {

  private SeenVersion() {}

  /** The {@code version} of the query; -1 without one. */
  public static long ofQuery(RoutingContext context) {
    if (context.request().query() == null) {
      return -1;
    }
    var text = context.queryParams().get("version");
    return text == null ? -1 : parse("#query/version", text);
  }

  /** The {@code Last-Event-ID} of a returning SSE client; -1 without one. */
  public static long ofLastEvent(RoutingContext context) {
    var text = context.request().getHeader("Last-Event-ID");
    return text == null || text.isEmpty() ? -1 : parse("#header/Last-Event-ID", text);
  }

  private static long parse(String pointer, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.field(pointer, "wrong-type", "must be a whole number").toException();
    }
  }
}
