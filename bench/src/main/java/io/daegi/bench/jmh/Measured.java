package io.daegi.bench.jmh;

import io.daegi.bench.report.Samples;
import java.util.List;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What one trial's rounds found. */
public record Measured(List<RunResult> rounds) {

  public Measured {
    rounds = List.copyOf(rounds);
  }

  /** The benchmark's score, in its own unit. */
  public Samples score() {
    return new Samples(
        rounds.stream().mapToDouble(round -> round.getPrimaryResult().getScore()).toArray());
  }

  /**
   * A secondary result, such as a profiler's.
   *
   * @throws IllegalArgumentException when the benchmark has none of this name
   */
  public Samples secondary(String name) {
    return new Samples(
        rounds.stream().mapToDouble(round -> secondary(round, name).getScore()).toArray());
  }

  private static Result<?> secondary(RunResult round, String name) {
    Result<?> result = round.getSecondaryResults().get(name);
    if (result == null) {
      throw new IllegalArgumentException(
          "no result %s among %s".formatted(name, round.getSecondaryResults().keySet()));
    }
    return result;
  }
}
