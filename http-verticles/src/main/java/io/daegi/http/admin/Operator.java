package io.daegi.http.admin;

import io.daegi.http.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Who acts, as the audit trail shows it: the name in {@code Daegi-Operator}, which the console or
 * the proxy before it sets; operators share one key.
 */
final class Operator {

  static final String HEADER = "Daegi-Operator";
  private static final String NAMELESS = "admin";
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,99})");

  private Operator() {}

  static String of(RoutingContext context) {
    var name = context.request().getHeader(HEADER);
    if (name == null) {
      return NAMELESS;
    }
    if (!NAME.matcher(name).matches()) {
      throw Problem.field(
              "#header/" + HEADER, "malformed", "must be 1 to 100 visible ASCII characters")
          .toException();
    }
    return name;
  }
}
