package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import io.daegi.bench.edge.load.HttpLoad;
import java.io.IOException;

/** Load that counts for nothing, until the compilers of all servers have seen what will come. */
final class WarmUp {

  private static final long LOOK_EVERY_NS = 500_000_000;
  private static final long MOST_NS = 20_000_000_000L;

  private WarmUp() {}

  static void of(Effort effort, Progress progress, HttpLoad... loads) throws IOException {
    int requests = effort.choose(150_000, 1_000);
    for (HttpLoad load : loads) {
      long startNs = System.nanoTime();
      long answered = 0;
      while (answered < requests && System.nanoTime() - startNs < MOST_NS) {
        answered += load.flood(LOOK_EVERY_NS).count();
      }
      progress.say("warmed up by %,d requests".formatted(answered));
    }
  }
}
