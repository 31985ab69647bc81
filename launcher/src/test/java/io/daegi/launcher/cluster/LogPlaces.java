package io.daegi.launcher.cluster;

import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.VisitorId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has which number, by one partition of the log. */
final class LogPlaces extends SilentSink {
  private static final int FIRST_SIZE = 1 << 12;

  private final List<Visitors> queues = new ArrayList<>();
  private final Map<String, Visitors> nameToVisitors = new HashMap<>();

  /** By number; two long values each. */
  private static final class Visitors {
    private long[] halves = new long[FIRST_SIZE];
    private long last;
  }

  @Override
  public void queueCreated(
      int queue, String name, int generation, int partition, QueueSettings settings) {
    Visitors visitors = new Visitors();
    queues.add(visitors);
    nameToVisitors.put(name, visitors);
  }

  @Override
  public void joined(int queue, long number, long entry, int lane, long high, long low) {
    Visitors visitors = queues.get(queue);
    int at = Math.toIntExact(2 * number);
    if (at + 1 >= visitors.halves.length) {
      visitors.halves = Arrays.copyOf(visitors.halves, 2 * (at + 2));
    }
    visitors.halves[at] = high;
    visitors.halves[at + 1] = low;
    visitors.last = number;
  }

  /** Whose number it is; null when nobody's. */
  VisitorId visitor(String queueId, long number) {
    Visitors visitors = nameToVisitors.get(queueId);
    if (visitors == null || number < 1 || number > visitors.last) {
      return null;
    }
    int at = Math.toIntExact(2 * number);
    return new VisitorId(visitors.halves[at], visitors.halves[at + 1]);
  }
}
