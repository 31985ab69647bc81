package io.daegi.bench.report;

/**
 * One measured figure.
 *
 * @param figure what was measured, in words
 * @param goal null where there is none
 * @param conditions under which it was measured; a figure without them says nothing
 */
public record Figure(String figure, double value, String unit, Goal goal, String conditions) {

  /** Whether the goal is reached; null where there is none. */
  public Boolean met() {
    return goal == null ? null : (Boolean) goal.isMetBy(value);
  }
}
