package io.daegi.bench;

/**
 * How much a run may cost.
 *
 * @param isQuick whether seconds must do: shows that everything runs, says nothing about speed
 * @param rounds how often each measurement is repeated, in turn with those it is compared with
 */
public record Effort(boolean isQuick, int rounds) {

  /** A few minutes a suite. */
  public static final Effort NORMAL = new Effort(false, 5);

  /** Seconds, in this process. */
  public static final Effort QUICK = new Effort(true, 1);

  /** The first for a normal run, the second for a quick one. */
  public int choose(int normal, int quick) {
    return isQuick ? quick : normal;
  }
}
