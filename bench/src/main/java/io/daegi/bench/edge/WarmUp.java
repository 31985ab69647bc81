package io.daegi.bench.edge;

import io.daegi.bench.Effort;
import io.daegi.bench.Progress;
import java.io.IOException;
import java.util.Map;

/** Load that counts for nothing, until the compilers of all servers have seen what will come. */
final class WarmUp {

  private static final long LOOK_EVERY_NS = 500_000_000;
  private static final long MOST_NS = 20_000_000_000L;

  private WarmUp() {}

  static void of(Effort effort, Progress progress, Map<String, Side> labelToSide)
      throws IOException {
    int requests = effort.choose(150_000, 1_000);
    for (Map.Entry<String, Side> side : labelToSide.entrySet()) {
      long startNs = System.nanoTime();
      long answered = 0;
      while (answered < requests && System.nanoTime() - startNs < MOST_NS) {
        answered += side.getValue().load().flood(LOOK_EVERY_NS).count();
      }
      progress.say("%s warmed up by %,d requests".formatted(side.getKey(), answered));
    }
  }
}
