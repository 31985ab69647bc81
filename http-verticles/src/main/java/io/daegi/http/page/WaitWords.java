package io.daegi.http.page;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueState;
import io.daegi.http.words.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Optional;

/** Waits, times and an operator's word, told as the live page tells them. */
final class WaitWords {

  private static final double RANGE_FROM_MINUTES = 4;
  private static final double RANGE_TO_MINUTES = 90;
  private static final double SOONER = 0.85;
  private static final double LATER = 1.2;

  private WaitWords() {}

  /** A wait that nobody knows to the second. */
  static String about(Words words, long ms) {
    if (ms < 5_000) {
      return words.text("wait.now");
    }
    if (ms < 60_000) {
      return words.text("wait.seconds", "count", (ms + 4_999) / 5_000 * 5);
    }
    double minutes = ms / 60_000.0;
    if (minutes < RANGE_FROM_MINUTES) {
      return words.text("wait.minutes", "count", Math.round(minutes));
    }
    if (minutes >= RANGE_TO_MINUTES) {
      return words.text("wait.hours", "count", Math.round(minutes / 60));
    }
    return words.text(
        "wait.range",
        "from",
        (long) Math.floor(minutes * SOONER),
        "to",
        (long) Math.ceil(minutes * LATER));
  }

  /** Nobody knows where the visitor is: times are told for everywhere. */
  static String moment(Words words, long wallMs) {
    var form =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(words.locale())
            .withZone(ZoneOffset.UTC);
    return words.text("plain.utc", "time", form.format(Instant.ofEpochMilli(wallMs)));
  }

  /** What is left, such as 2:05. */
  static String left(long ms) {
    long seconds = (Math.max(0, ms) + 999) / 1_000;
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /** What an operator says. */
  static Optional<String> message(QueueView queue) {
    return Optional.ofNullable(queue.message()).filter(text -> !text.isEmpty());
  }

  /** Whether nothing keeps an open line from moving. */
  static boolean isCalling(QueueView queue) {
    return queue.held() == HoldReason.NONE;
  }

  /** What an operator says and what keeps the line from moving. */
  static Optional<String> note(Words words, QueueView queue) {
    var all = new ArrayList<String>();
    message(queue).ifPresent(all::add);
    if (queue.state() != QueueState.OPEN) {
      all.add(words.text("queue." + queue.state().name()));
    }
    if (queue.held() != HoldReason.NONE) {
      var key = "held." + queue.held().text();
      all.add(words.text(words.has(key) ? key : "held.other"));
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", all));
  }
}
