package io.daegi.engine.simulation;

import java.time.Duration;

/**
 * Lives seed after seed for as long as asked, and tells of it once a second; without a seed, or
 * with 0, it begins at one of its own:
 *
 * <pre>
 *   mvn -q -Psimulate -pl engine -am test-compile -Dseconds=600 -Dseed=1
 * </pre>
 */
public final class SimulationMain {

  private SimulationMain() {}

  /** Lives this many seeds; the first that breaks a rule is told with how to live it again. */
  static void run(long firstSeed, int seeds) {
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      runOne(seed);
    }
  }

  private static void runOne(long seed) {
    try {
      Simulation.run(seed, Plant.NONE);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          """
          seed %d: %s
          live it again with
          mvn -q test -pl engine -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
          -Ddaegi.seed=%d -Ddaegi.seeds=1"""
              .formatted(seed, e.getMessage(), seed),
          e);
    }
  }

  public static void main(String[] args) {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 60;
    long wish = args.length > 1 ? Long.parseLong(args[1]) : 0;
    long seed = wish > 0 ? wish : System.nanoTime();
    long startNs = System.nanoTime();
    long endNs = startNs + Duration.ofSeconds(seconds).toNanos();
    long toldNs = startNs;
    long lives = 0;
    while (System.nanoTime() < endNs) {
      runOne(seed + lives);
      lives++;
      if (System.nanoTime() - toldNs > 1_000_000_000L) {
        toldNs = System.nanoTime();
        System.out.printf(
            "%d s of %d: %,d lives, seeds %d to %d, no rule broken%n",
            (toldNs - startNs) / 1_000_000_000L, seconds, lives, seed, seed + lives - 1);
      }
    }
  }
}
