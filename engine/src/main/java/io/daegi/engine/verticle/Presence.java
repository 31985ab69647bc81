package io.daegi.engine.verticle;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Signs of life of one event loop since they were last told, as numbers by queue. */
final class Presence {

  private static final int MAX_IN_ONE_MESSAGE = 8_192;

  private static final class Numbers {
    long[] values = new long[64];
    int size;

    void add(long number) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = number;
    }
  }

  private final Map<String, Numbers> queueToNumbers = new HashMap<>();

  void add(String queueId, long number) {
    queueToNumbers.computeIfAbsent(queueId, key -> new Numbers()).add(number);
  }

  /** Hands everything over, in parts that fit a command, and forgets it. */
  void drain(BiConsumer<String, long[]> sender) {
    queueToNumbers.forEach(
        (queueId, numbers) -> {
          for (int from = 0; from < numbers.size; from += MAX_IN_ONE_MESSAGE) {
            int to = Math.min(numbers.size, from + MAX_IN_ONE_MESSAGE);
            sender.accept(queueId, Arrays.copyOfRange(numbers.values, from, to));
          }
        });
    queueToNumbers.clear();
  }
}
