package io.daegi.launcher.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Joins that were begun at each edge at a steady pace, whatever became of the ones before, and what
 * they tell of a fault: from when until when joins were refused. Safe for use by several threads.
 */
final class Joins {
  /** Joins are said to work when all of so long were taken. */
  private static final long CLEAN_NS = 3_000_000_000L;

  /** Whoever waits longer for a place is one who got none yet. */
  private static final long SLOW_NS = 1_500_000_000L;

  private static final int CLEAN_AT_LEAST = 4;

  /** Where a join goes: an edge, and a queue. */
  record Way(int edge, String queueId) {}

  /** One join that was begun. */
  static final class Attempt {
    private final Way way;
    private final long beginNs = System.nanoTime();
    private long endNs;
    private boolean taken;
    private String refusal;

    private Attempt(Way way) {
      this.way = way;
    }
  }

  private final List<Attempt> attempts = new ArrayList<>();
  private final Collection<Way> ways;

  Joins(Collection<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  synchronized Attempt begin(Way way) {
    Attempt attempt = new Attempt(way);
    attempts.add(attempt);
    return attempt;
  }

  /**
   * @param refusal null when it was taken
   */
  synchronized void end(Attempt attempt, String refusal) {
    attempt.taken = refusal == null;
    attempt.refusal = refusal;
    attempt.endNs = System.nanoTime();
  }

  /** How often each refusal was met of late. */
  synchronized Map<String, Long> refusals() {
    return attempts.stream()
        .filter(attempt -> attempt.refusal != null)
        .collect(
            Collectors.groupingBy(attempt -> attempt.refusal, TreeMap::new, Collectors.counting()));
  }

  /** What was before is of no interest any more. */
  synchronized void forget() {
    long nowNs = System.nanoTime();
    attempts.removeIf(attempt -> nowNs - attempt.beginNs > CLEAN_NS);
  }

  /** Whether all of the last seconds, since then, were taken at each of these edges. */
  synchronized boolean areTaken(Collection<Integer> edges, long fromNs) {
    return ways.stream().filter(way -> edges.contains(way.edge)).allMatch(w -> isClean(w, fromNs));
  }

  /** Whether it was refused, or is not answered after so long that it might as well be. */
  private static boolean isRefused(Attempt attempt) {
    return attempt.endNs == 0 ? System.nanoTime() - attempt.beginNs > SLOW_NS : !attempt.taken;
  }

  private boolean isClean(Way way, long fromNs) {
    long nowNs = System.nanoTime();
    long sinceNs = fromNs;
    for (Attempt attempt : of(way)) {
      if (isRefused(attempt)) {
        sinceNs = Math.max(sinceNs, attempt.beginNs);
      }
    }
    long cleanFromNs = sinceNs;
    long taken = of(way).stream().filter(one -> one.taken && one.beginNs - cleanFromNs > 0).count();
    return nowNs - sinceNs > CLEAN_NS && taken >= CLEAN_AT_LEAST;
  }

  private List<Attempt> of(Way way) {
    return attempts.stream()
        .filter(attempt -> attempt.way.equals(way))
        .sorted(Comparator.comparingLong(attempt -> attempt.beginNs))
        .toList();
  }

  /**
   * Seconds from a moment until joins were taken again for good at all of these edges; 0 when none
   * was refused.
   *
   * @param untilNs what was refused later belongs to something else
   */
  synchronized double secondsRefused(Collection<Integer> edges, long fromNs, long untilNs) {
    double worst = 0;
    for (Way way : ways) {
      if (edges.contains(way.edge)) {
        worst = Math.max(worst, secondsRefused(way, fromNs, untilNs));
      }
    }
    return worst;
  }

  private double secondsRefused(Way way, long fromNs, long untilNs) {
    List<Attempt> some = of(way);
    long lastRefusedNs = fromNs;
    boolean refused = false;
    long nowNs = System.nanoTime();
    for (Attempt one : some) {
      long toldNs = one.endNs == 0 ? nowNs : one.endNs;
      if (isRefused(one) && toldNs > fromNs && toldNs <= untilNs) {
        lastRefusedNs = Math.max(lastRefusedNs, one.beginNs);
        refused = true;
      }
    }
    if (!refused) {
      return 0;
    }
    long after = lastRefusedNs;
    long againNs =
        some.stream()
            .filter(one -> one.taken && one.beginNs > after)
            .mapToLong(one -> one.endNs)
            .min()
            .orElse(System.nanoTime());
    return (againNs - fromNs) / 1e9;
  }
}
