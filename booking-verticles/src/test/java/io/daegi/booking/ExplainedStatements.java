package io.daegi.booking;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL says of the statements of a session that asked for it: how each was executed and
 * what it read, told in the server's log by <a
 * href="https://www.postgresql.org/docs/17/auto-explain.html">auto_explain</a>.
 */
final class ExplainedStatements {

  /** A plan in the log: every line of it but the first begins with a tabulator. */
  private static final Pattern PLAN = Pattern.compile(" ms  plan:\n((?:\t.*\n)+)");

  private static final String SETTING = "alter database daegi set %s to '%s'";

  private final Path serverLog;
  private final long from;

  private ExplainedStatements(Path serverLog, long from) {
    this.serverLog = serverLog;
    this.from = from;
  }

  /** Of those that end from now on. */
  static ExplainedStatements fromNow() throws IOException {
    Path log = RealServices.postgresLog();
    return new ExplainedStatements(log, Files.size(log));
  }

  /** From now on, of every session that begins. */
  static void begin() throws SQLException {
    TestShop.execute(SETTING.formatted("session_preload_libraries", "auto_explain"));
    TestShop.execute(SETTING.formatted("auto_explain.log_min_duration", "0"));
    TestShop.execute(SETTING.formatted("auto_explain.log_analyze", "on"));
    TestShop.execute(SETTING.formatted("auto_explain.log_timing", "off"));
    TestShop.execute(SETTING.formatted("auto_explain.log_format", "json"));
  }

  /** Sessions that begin from now on are as they were. */
  static void end() throws SQLException {
    TestShop.execute("alter database daegi reset all");
  }

  /** Those whose text or parameters name one of these. */
  List<Statement> about(List<String> names) throws IOException {
    byte[] all = Files.readAllBytes(serverLog);
    String text = new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
    return PLAN.matcher(text)
        .results()
        .map(found -> new JsonObject(found.group(1)))
        .filter(said -> names.stream().anyMatch(said.encode()::contains))
        .map(Statement::new)
        .toList();
  }

  /** One statement, as it was executed. */
  record Statement(JsonObject said) {

    /** Of the step of the plan that read most of them. */
    long rowsRead() {
      return rowsRead(said.getJsonObject("Plan"));
    }

    private static long rowsRead(JsonObject step) {
      long loops = step.getLong("Actual Loops", 1L);
      long rows =
          loops * (long) Math.ceil(step.getDouble("Actual Rows", 0.0))
              + removed(step, "Filter", loops)
              + removed(step, "Index Recheck", loops)
              + removed(step, "Join Filter", loops);
      for (Object part : step.getJsonArray("Plans", new JsonArray())) {
        rows = Math.max(rows, rowsRead((JsonObject) part));
      }
      return rows;
    }

    private static long removed(JsonObject step, String by, long loops) {
      return loops * (long) Math.ceil(step.getDouble("Rows Removed by " + by, 0.0));
    }

    /** Without what differs from one execution to the next. */
    @Override
    public String toString() {
      Matcher blanks = Pattern.compile("\\s+").matcher(said.getString("Query Text"));
      return blanks.replaceAll(" ") + "\n" + said.getJsonObject("Plan").encodePrettily();
    }
  }
}
