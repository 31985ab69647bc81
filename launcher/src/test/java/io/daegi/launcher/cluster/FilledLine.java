package io.daegi.launcher.cluster;

import io.daegi.engine.model.VisitorId;
import java.util.List;
import java.util.SplittableRandom;

/** Many visitors of one queue, and the number that each was told. */
final class FilledLine {
  private final String queueId;
  private final long[] halves;
  private final long[] numbers;

  /**
   * @param count of visitors
   * @param seed of their ids
   */
  FilledLine(String queueId, int count, long seed) {
    this.queueId = queueId;
    this.halves = new SplittableRandom(seed).longs(2L * count).toArray();
    this.numbers = new long[count];
  }

  String queueId() {
    return queueId;
  }

  int visitors() {
    return numbers.length;
  }

  VisitorId visitor(int i) {
    return new VisitorId(halves[2 * i], halves[2 * i + 1]);
  }

  void told(int i, long number) {
    numbers[i] = number;
  }

  /** The first who was told another's number, or lost it. */
  List<String> faults(LogPlaces places) {
    for (int i = 0; i < numbers.length; i++) {
      if (!visitor(i).equals(places.visitor(queueId, numbers[i]))) {
        return List.of(
            "%s: number %d was told and is not theirs in the log".formatted(queueId, numbers[i]));
      }
    }
    return List.of();
  }
}
