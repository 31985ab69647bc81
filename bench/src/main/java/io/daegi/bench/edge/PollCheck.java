package io.daegi.bench.edge;

import io.daegi.bench.edge.load.AnswerCheck;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an answer to a poll says what it must. */
final class PollCheck {

  private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
  private static final Pattern POSITION = Pattern.compile("\"position\":(\\d+)");

  private PollCheck() {}

  /** The person of this number waits, somewhere at or before it: nobody overtakes. */
  static void requireWaiting(String answer, long number) {
    long position = position(answer);
    if (find(NUMBER, answer) != number || position < 1 || position > number) {
      throw new IllegalStateException("not the answer to number %d: %s".formatted(number, answer));
    }
  }

  /** The same, of requests that {@link EdgeHouse#polls} has made. */
  static AnswerCheck waiting(int waiting, int people) {
    return (request, answer) ->
        requireWaiting(answer, EdgeHouse.numberOf(request, waiting, people));
  }

  static void requirePosition(String answer, long position) {
    if (position(answer) != position) {
      throw new IllegalStateException("not at position %d: %s".formatted(position, answer));
    }
  }

  /** Whoever is refused is told when to come back. */
  static void requireUseOrRefusal(int request, String answer) {
    boolean isRefusal = answer.startsWith("HTTP/1.1 503") || answer.startsWith("HTTP/1.1 429");
    if (!answer.startsWith("HTTP/1.1 20")
        && !(isRefusal && answer.toLowerCase(Locale.ROOT).contains("\r\nretry-after: "))) {
      throw new IllegalStateException("neither use nor refusal: " + answer);
    }
  }

  /** Somebody got a place and the token that shows it, or was refused as it should be. */
  static void requireJoined(int request, String answer) {
    requireUseOrRefusal(request, answer);
    if (!answer.startsWith("HTTP/1.1 20")) {
      return;
    }
    if (!answer.startsWith("HTTP/1.1 201") || !answer.contains("\"token\":\"")) {
      throw new IllegalStateException("nobody joined: " + answer);
    }
    find(NUMBER, answer);
  }

  private static long position(String answer) {
    return find(POSITION, answer);
  }

  private static long find(Pattern pattern, String answer) {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("no %s in %s".formatted(pattern, answer));
    }
    return Long.parseLong(found.group(1));
  }
}
