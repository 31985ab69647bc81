package io.daegi.http.problem;

import java.util.concurrent.ThreadLocalRandom;

/** Spreads what many clients would otherwise do at the same moment. */
public final class Jitter {

  private Jitter() {}

  /** The duration, up to a fifth shorter or longer, and at least 1 ms. */
  public static long around(long ms) {
    long fifth = ms / 5;
    return Math.max(1, ms + ThreadLocalRandom.current().nextLong(-fifth, fifth + 1));
  }

  /** A duration between the two, both included. */
  public static long between(long fromMs, long toMs) {
    return ThreadLocalRandom.current().nextLong(fromMs, toMs + 1);
  }
}
