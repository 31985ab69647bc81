package io.daegi.bench.report;

/**
 * One measured figure.
 *
 * @param figure what was measured, in words
 * @param goal null where there is none
 * @param isNoisy whether some rounds reached the goal and others did not
 * @param conditions under which it was measured; a figure without them says nothing
 */
public record Figure(
    String figure, double value, String unit, Goal goal, boolean isNoisy, String conditions) {

  /** A figure that was measured once, or counted. */
  public Figure(String figure, double value, String unit, Goal goal, String conditions) {
    this(figure, value, unit, goal, false, conditions);
  }

  /** Whether the goal is reached; null where there is none. */
  public Boolean met() {
    return goal == null ? null : (Boolean) goal.isMetBy(value);
  }
}
