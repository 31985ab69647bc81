package io.daegi.http.queue;

import java.time.LocalDate;

/**
 * Times in UTC as {@link java.time.Instant#toString} writes them. Remembers the text of a day,
 * since almost all times are of the same; belongs to one event loop.
 */
final class UtcText {

  private static final long DAY_MS = 24L * 3_600_000;

  private long day = Long.MIN_VALUE;
  private String dayText;

  void append(StringBuilder text, long wallMs) {
    long ofTime = Math.floorDiv(wallMs, DAY_MS);
    if (ofTime != day) {
      day = ofTime;
      dayText = LocalDate.ofEpochDay(ofTime) + "T";
    }
    int ms = (int) Math.floorMod(wallMs, DAY_MS);
    text.append(dayText);
    twoDigits(text, ms / 3_600_000);
    twoDigits(text.append(':'), ms / 60_000 % 60);
    twoDigits(text.append(':'), ms / 1_000 % 60);
    if (ms % 1_000 != 0) {
      text.append('.').append((char) ('0' + ms % 1_000 / 100));
      twoDigits(text, ms % 100);
    }
    text.append('Z');
  }

  private static void twoDigits(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
