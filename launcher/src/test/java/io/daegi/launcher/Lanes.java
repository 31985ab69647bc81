package io.daegi.launcher;

/**
 * Where a class stands in the order, which the two lanes eat from both ends. The long ones stand at
 * the ends, so that no lane is left alone with one of them; whoever says nothing stands between.
 */
public final class Lanes {
  /** One lane begins with the browsers: of each, one class at a time may run. */
  static final int VISITORS_BROWSER = 1;

  static final int OPERATORS_BROWSER = 2;

  /** The other lane takes those that are long, backwards. */
  public static final int LONG = Integer.MAX_VALUE - 1;

  /** Before any of them, as they use what it leaves behind. */
  static final int LEAVES_AN_ARCHIVE = Integer.MAX_VALUE;

  private Lanes() {}
}
