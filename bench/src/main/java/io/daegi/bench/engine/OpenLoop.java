package io.daegi.bench.engine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Does something at a steady rate, whether or not the last time is answered: each time has its
 * intended start, which does not move when an earlier one was late.
 */
public final class OpenLoop {

  private OpenLoop() {}

  /**
   * @param step told its intended start by {@link System#nanoTime()}
   * @return how long it took in all; longer than asked for where the rate could not be kept
   */
  public static long run(double perSecond, long durationNs, LongConsumer step) {
    long times = Math.max(1, (long) (perSecond * durationNs / 1e9));
    double gapNs = 1e9 / perSecond;
    long startNs = System.nanoTime();
    long nowNs = startNs;
    for (long i = 0; i < times; i++) {
      long intendedNs = startNs + (long) (i * gapNs);
      while (nowNs < intendedNs) {
        LockSupport.parkNanos(intendedNs - nowNs);
        nowNs = System.nanoTime();
      }
      step.accept(intendedNs);
    }
    return System.nanoTime() - startNs;
  }
}
