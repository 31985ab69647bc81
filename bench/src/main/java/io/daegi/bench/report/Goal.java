package io.daegi.bench.report;

import java.util.Locale;

/**
 * What a figure should reach.
 *
 * @param atMost whether the bound is the most it may be, not the least
 */
public record Goal(boolean atMost, double bound) {

  public static Goal atMost(double bound) {
    return new Goal(true, bound);
  }

  public static Goal atLeast(double bound) {
    return new Goal(false, bound);
  }

  public boolean isMetBy(double value) {
    return atMost ? value <= bound : value >= bound;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", atMost ? "<=" : ">=", Numbers.plain(bound));
  }
}
