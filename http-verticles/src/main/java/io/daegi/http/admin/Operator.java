package io.daegi.http.admin;

import io.daegi.http.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Who acts, as the audit trail shows it: the name in {@code Daegi-Operator}, which a tool or the
 * proxy before us sets, or the one under which somebody signed in; operators share one key.
 */
final class Operator {

  static final String HEADER = "Daegi-Operator";
  static final String NAMELESS = "admin";
  static final int MAX_CHARS = 100;
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,99})");

  private Operator() {}

  static String of(RoutingContext context) {
    var name = context.request().getHeader(HEADER);
    if (name == null) {
      var session = AdminSession.of(context);
      return session == null ? NAMELESS : session.name();
    }
    if (!NAME.matcher(name).matches()) {
      throw Problem.field(
              "#header/" + HEADER, "malformed", "must be 1 to 100 visible ASCII characters")
          .toException();
    }
    return name;
  }

  /** Whether a name of a session says something, in any script, on one line. */
  static boolean isName(String name) {
    return !name.isBlank()
        && name.codePoints().noneMatch(c -> Character.getType(c) == Character.CONTROL);
  }
}
