package io.daegi.bench.edge.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a load has got.
 *
 * @param statusToCount answers by their status
 * @param unsent requests of an open loop that found no free connection before the end
 * @param wallNs from the first intended start to the last answer
 * @param latencyNs from the intended start to the answer; of a flood, from the send
 * @param afterSendNs from the send to the answer
 */
public record Answers(
    Map<Integer, Long> statusToCount,
    long unsent,
    long wallNs,
    Histogram latencyNs,
    Histogram afterSendNs) {

  private static final double LEAST_USEFUL = 0.99;

  public Answers {
    statusToCount = new TreeMap<>(statusToCount);
  }

  public long count() {
    return statusToCount.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Answers with a status from 200 to 299. */
  public long useful() {
    return statusToCount.entrySet().stream()
        .filter(entry -> entry.getKey() / 100 == 2)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public double usefulPerSecond() {
    return useful() * 1e9 / wallNs;
  }

  /** The same, if hardly any was refused: one in a hundred may be, by a machine that others use. */
  public Answers requireUseful() {
    if (useful() < LEAST_USEFUL * count()) {
      throw new IllegalStateException("too much was refused: " + statusToCount);
    }
    return this;
  }
}
