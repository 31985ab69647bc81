package io.daegi.bench.jmh;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** What one figure was in each round; the median counts, the range says how much to believe it. */
public final class Samples {

  private final double[] values;

  public Samples(double... values) {
    this.values = values.clone();
  }

  public double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
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

  /** How many rounds, and what they found at the least and at the most. */
  public String range() {
    return String.format(
        Locale.ROOT,
        "median of %d, %.3g to %.3g",
        values.length,
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
