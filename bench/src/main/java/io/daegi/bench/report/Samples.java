package io.daegi.bench.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What one figure was in each round; the median counts, the range says how much to believe it. */
public final class Samples {

  private final double[] values;

  public Samples(double... values) {
    this.values = values.clone();
  }

  /** What each of the rounds' results says. */
  public static <T> Samples of(List<T> results, ToDoubleFunction<? super T> value) {
    return new Samples(results.stream().mapToDouble(value).toArray());
  }

  public double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  public double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Round by round, this divided by the other. */
  public Samples dividedBy(Samples other) {
    return new Samples(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] / other.values[i]).toArray());
  }

  /** Round by round, this without the other. */
  public Samples minus(Samples other) {
    return new Samples(
        IntStream.range(0, values.length).mapToDouble(i -> values[i] - other.values[i]).toArray());
  }

  public Samples map(DoubleUnaryOperator change) {
    return new Samples(Arrays.stream(values).map(change).toArray());
  }

  /**
   * The median as a figure; its conditions begin with the number of rounds and their range. It is
   * noisy when some rounds reach the goal and others do not.
   */
  public Figure toFigure(String name, String unit, Goal goal, String conditions) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    boolean isNoisy = goal != null && goal.isMetBy(least) != goal.isMetBy(most);
    String range =
        String.format(
            Locale.ROOT,
            "median of %d, %s to %s%s",
            values.length,
            Numbers.rounded(least),
            Numbers.rounded(most),
            isNoisy ? ", noisy" : "");
    return new Figure(name, median(), unit, goal, isNoisy, range + "; " + conditions);
  }
}
