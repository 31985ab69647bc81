package io.daegi.bench.booking;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A logged statement as a script of pgbench has it. */
final class PgbenchText {

  private static final Pattern COLON_IN_LITERAL = Pattern.compile("'([^':]*):([^':]*)'");
  private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");

  private PgbenchText() {}

  /**
   * A parameter's value: a variable, or a literal.
   *
   * @param value null: NULL
   */
  static String of(String value, Map<String, String> valueToVariable) {
    if (value == null) {
      return "NULL";
    }
    String variable = valueToVariable.get(value);
    return variable == null ? literal(value) : ":" + variable;
  }

  /** Without a colon, which pgbench would take for the beginning of a variable even here. */
  private static String literal(String value) {
    String quoted = value.replace("'", "''");
    return value.contains(":") || value.contains("\\")
        ? "E'" + quoted.replace("\\", "\\\\").replace(":", "\\072") + "'"
        : "'" + quoted + "'";
  }

  /** The statement with its parameters written in. */
  static String substitute(String sql, Map<Integer, String> placeToText) {
    String withoutColons = COLON_IN_LITERAL.matcher(sql).replaceAll("E'$1\\\\072$2'");
    return PLACE
        .matcher(withoutColons)
        .replaceAll(
            found -> Matcher.quoteReplacement(placeToText.get(Integer.parseInt(found.group(1)))));
  }
}
