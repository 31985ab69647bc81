package io.daegi.bench;

import java.util.Set;

/**
 * How much a run may cost.
 *
 * @param isQuick whether seconds must do: shows that everything runs, says nothing about speed
 * @param rounds how often each measurement is repeated, in turn with those it is compared with
 * @param only the groups of figures that are wanted; empty: all
 */
public record Effort(boolean isQuick, int rounds, Set<String> only) {

  /** A quarter of an hour a suite. */
  public static final Effort NORMAL = new Effort(false, 9, Set.of());

  /** Seconds, in this process. */
  public static final Effort QUICK = new Effort(true, 1, Set.of());

  public Effort {
    only = Set.copyOf(only);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds must be at least 1, not " + rounds);
    }
  }

  /** The first for a normal run, the second for a quick one. */
  public int choose(int normal, int quick) {
    return isQuick ? quick : normal;
  }

  /** Runs before the first round, which count for nothing. */
  public int warmups() {
    return choose(1, 0);
  }

  /** The same with no more rounds than that, for what takes long. */
  public Effort withAtMost(int mostRounds) {
    return new Effort(isQuick, Math.min(rounds, mostRounds), only);
  }

  public boolean wants(String group) {
    return only.isEmpty() || only.contains(group);
  }
}
