package io.daegi.http.limit;

import java.util.concurrent.TimeUnit;

/**
 * How a bucket fills.
 *
 * @param burst what a full bucket holds
 * @param intervalUs microseconds until one more is in it
 */
public record Rate(int burst, long intervalUs) {

  /**
   * @throws IllegalArgumentException when nothing can ever be taken
   */
  public Rate {
    if (burst < 1 || intervalUs < 1) {
      throw new IllegalArgumentException("a bucket holds at least one and fills");
    }
  }

  public static Rate of(int burst, double perSecond) {
    return new Rate(burst, Math.max(1, Math.round(TimeUnit.SECONDS.toMicros(1) / perSecond)));
  }
}
