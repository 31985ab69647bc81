package io.daegi.launcher.metrics;

import io.daegi.engine.board.QueueView;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the first in line has waited, from a look at the queue every second: exact to a second,
 * and counted from this process's start for those who joined before it.
 */
final class OldestWait {

  private record Arrival(long lastNumber, long sinceMs) {}

  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private long lookedMs = -1;
  private volatile long waitMs;

  /**
   * @param nowMs a monotonic clock
   */
  void look(QueueView queue, long nowMs) {
    long lastNumber = arrivals.isEmpty() ? 0 : arrivals.getLast().lastNumber();
    if (queue.lastNumber() > lastNumber) {
      arrivals.addLast(new Arrival(queue.lastNumber(), lookedMs < 0 ? nowMs : lookedMs));
    }
    lookedMs = nowMs;
    while (arrivals.size() > 1 && arrivals.getFirst().lastNumber() <= queue.servingNumber()) {
      arrivals.removeFirst();
    }
    waitMs = queue.waiting() == 0 ? 0 : nowMs - arrivals.getFirst().sinceMs();
  }

  double seconds() {
    return waitMs / 1000.0;
  }
}
