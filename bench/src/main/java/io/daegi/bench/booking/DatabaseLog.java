package io.daegi.bench.booking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's log of statements, from where it ended when we came. */
final class DatabaseLog {

  private static final Pattern ENTRY =
      Pattern.compile("\\S+ \\S+ \\S+ \\[(\\d+)\\] (\\w+):  (.*)", Pattern.DOTALL);
  private static final Pattern STATEMENT =
      Pattern.compile("(?:statement|execute [^:]*): (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = (?:(NULL)|'((?:[^']|'')*)')");

  private final Path file;
  private final long from;

  DatabaseLog(Path file) throws IOException {
    this.file = file;
    this.from = Files.size(file);
  }

  /**
   * A statement that was executed.
   *
   * @param session the process that served it
   * @param parameters by their place, from 1; a null is NULL
   */
  record Sent(String session, String sql, Map<Integer, String> parameters) {}

  /** Every statement since, in order. */
  List<Sent> readOn() throws IOException {
    byte[] all = Files.readAllBytes(file);
    String text = new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8);
    List<Sent> sent = new ArrayList<>();
    for (String entry : text.split("\n(?!\t)", -1)) {
      Matcher line = ENTRY.matcher(entry.replace("\n\t", "\n"));
      if (line.matches()) {
        take(line.group(1), line.group(2), line.group(3), sent);
      }
    }
    return sent;
  }

  private static void take(String session, String kind, String words, List<Sent> sent) {
    Matcher statement = STATEMENT.matcher(words);
    if (kind.equals("LOG") && statement.matches()) {
      sent.add(new Sent(session, statement.group(1), new HashMap<>()));
    } else if (kind.equals("DETAIL")) {
      Matcher parameter = PARAMETER.matcher(words);
      while (parameter.find()) {
        String value = parameter.group(2) != null ? null : parameter.group(3).replace("''", "'");
        sent.getLast().parameters().put(Integer.valueOf(parameter.group(1)), value);
      }
    }
  }
}
