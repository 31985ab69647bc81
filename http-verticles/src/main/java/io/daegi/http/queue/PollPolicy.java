package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.problem.Jitter;
import java.util.HashMap;
import java.util.Map;

/**
 * How soon a visitor should ask again: soon near the front, later far back, never all together, and
 * all visitors of a queue together not more often than its budget. Belongs to one event loop.
 */
final class PollPolicy {

  private static final long INSIDE_MS = 5_000;
  private static final double RARELY_CALLED_PER_SECOND = 0.001;

  /** Jitter makes an interval longer by a fifth at most. */
  private static final double JITTER_MAX = 1.2;

  /** A pace holds until the number of those who wait has changed by this part of it. */
  private static final long PART_THAT_MATTERS = 64;

  /** Those inside may take so much of the budget from those who wait, and no more. */
  private static final double INSIDE_PART_MAX = 0.5;

  private final int pollsPerSecond;
  private final Map<String, Paced> queueToPace = new HashMap<>();

  private record Paced(
      PollPace pace, int generation, int settingsVersion, long waiting, long inside) {

    boolean fits(QueueView queue) {
      return generation == queue.generation()
          && settingsVersion == queue.settingsVersion()
          && isNear(queue.waiting(), waiting)
          && isNear((long) queue.ready() + queue.active(), inside);
    }

    private static boolean isNear(long now, long then) {
      return Math.abs(now - then) <= then / PART_THAT_MATTERS;
    }
  }

  /**
   * @param pollsPerSecond the budget of one queue, at all edges together
   */
  PollPolicy(int pollsPerSecond) {
    this.pollsPerSecond = pollsPerSecond;
  }

  /** Milliseconds, jittered, at most a third of the time that a visitor may be silent. */
  long pollAfterMs(QueueView queue, TokenView view) {
    long wish = Jitter.around(Math.round(intervalMs(queue, view)));
    return Math.clamp(wish, 100, atMostMs(queue.settings()));
  }

  private static long atMostMs(QueueSettings settings) {
    return Math.max(100, settings.waitingTtlMs() / 3);
  }

  private double intervalMs(QueueView queue, TokenView view) {
    if (view.state().isEnded() && view.state() != TokenState.ABANDONED) {
      return PollPace.FAR_MS;
    }
    if (view.state().isAdmitted()) {
      return INSIDE_MS;
    }
    double waitMs =
        view.etaMs() >= 0
            ? view.etaMs()
            : view.position() * 1_000 / callsPerSecond(queue.settings());
    return pace(queue).intervalMs(waitMs);
  }

  private PollPace pace(QueueView queue) {
    var known = queueToPace.get(queue.queueId());
    if (known == null || !known.fits(queue)) {
      known = paced(queue);
      queueToPace.put(queue.queueId(), known);
    }
    return known.pace();
  }

  /** For as many as may wait before the pace is looked at again. */
  private Paced paced(QueueView queue) {
    var settings = queue.settings();
    long waiting = queue.waiting();
    long inside = (long) queue.ready() + queue.active();
    double forInside = Math.min(inside * 1_000.0 / INSIDE_MS, INSIDE_PART_MAX * pollsPerSecond);
    var pace =
        PollPace.of(
            waiting + waiting / PART_THAT_MATTERS,
            callsPerSecond(settings),
            atMostMs(settings) / JITTER_MAX,
            pollsPerSecond - forInside);
    return new Paced(pace, queue.generation(), queue.settingsVersion(), waiting, inside);
  }

  private static double callsPerSecond(QueueSettings settings) {
    return Math.max(settings.admitPerSecond(), RARELY_CALLED_PER_SECOND);
  }
}
