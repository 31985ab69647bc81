package io.daegi.http.admin;

import io.daegi.booking.api.SeenPlan;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;

/** A concert's plan as its ETag names it: by its revision. */
final class PlanTag {

  private static final String ANY = "*";

  private PlanTag() {}

  static void write(RoutingContext context, String revision) {
    context.response().putHeader("ETag", '"' + revision + '"');
  }

  /** What the operator saw who sends the request; whatever there is when nothing is said. */
  static SeenPlan seen(RoutingContext context) {
    var ifMatch = context.request().getHeader("If-Match");
    if (ANY.equals(context.request().getHeader("If-None-Match"))) {
      return SeenPlan.NOTHING;
    }
    if (ifMatch == null) {
      return SeenPlan.WHATEVER;
    }
    return ifMatch.strip().equals(ANY)
        ? SeenPlan.SOMETHING
        : SeenPlan.of(Arrays.stream(ifMatch.split(",", -1)).map(PlanTag::revision).toList());
  }

  private static String revision(String etag) {
    return etag.strip().replaceFirst("^W/", "").replace("\"", "");
  }
}
