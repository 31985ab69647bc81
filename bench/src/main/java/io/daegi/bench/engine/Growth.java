package io.daegi.bench.engine;

import io.daegi.bench.turns.Cost;
import io.daegi.engine.core.Machine;

/** Finds where a machine's tables grow, by what a join allocates. */
final class Growth {

  private Growth() {}

  /**
   * The number of that join, among so many, which allocates most; of several the last. What the
   * first allocates is not looked at.
   */
  static long lastBefore(int visitors) throws Exception {
    var crowd = Crowd.waiting(new Machine(0), 1, Crowd.BATCH);
    long mostBytes = 0;
    long at = 0;
    for (long number = 2; number <= visitors; number++) {
      long bytes = Cost.allocatedByThisThread(() -> crowd.join(1));
      if (bytes >= mostBytes) {
        mostBytes = bytes;
        at = number;
      }
    }
    return at;
  }
}
