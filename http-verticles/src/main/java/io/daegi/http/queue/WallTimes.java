package io.daegi.http.queue;

import java.time.Instant;
import java.util.Arrays;

/**
 * Wall-clock times in quotes, as {@link Instant} writes them. What the times of one second have in
 * common is written once: a busy edge tells three times each millisecond. Belongs to one thread.
 */
public final class WallTimes {

  private static final int SECONDS = 8;
  private static final long NONE = Long.MIN_VALUE;

  private final long[] seconds = new long[SECONDS];
  private final String[] heads = new String[SECONDS];

  public WallTimes() {
    Arrays.fill(seconds, NONE);
  }

  /**
   * @param wallMs since 1970, in UTC
   */
  String quoted(long wallMs) {
    var head = head(Math.floorDiv(wallMs, 1_000));
    int ms = Math.floorMod(wallMs, 1_000);
    if (ms == 0) {
      return head + "Z\"";
    }
    return head + '.' + digit(ms / 100) + digit(ms / 10) + digit(ms) + "Z\"";
  }

  private static char digit(int number) {
    return (char) ('0' + number % 10);
  }

  /** Everything before the fraction. */
  private String head(long second) {
    int at = (int) (second & (SECONDS - 1));
    if (seconds[at] != second) {
      var text = Instant.ofEpochSecond(second).toString();
      heads[at] = '"' + text.substring(0, text.length() - 1);
      seconds[at] = second;
    }
    return heads[at];
  }
}
