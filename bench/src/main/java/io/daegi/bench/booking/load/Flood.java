package io.daegi.bench.booking.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * People who do something again and again, each the next time when the last one is done. On one
 * event loop.
 */
final class Flood {

  private final long endNs;
  private final Supplier<? extends Future<?>> step;
  private final Promise<Long> done;
  private int people;
  private long count;

  /**
   * @param done told how often it was done, or of the first failure
   */
  Flood(long durationNs, int people, Supplier<? extends Future<?>> step, Promise<Long> done) {
    this.endNs = System.nanoTime() + durationNs;
    this.people = people;
    this.step = step;
    this.done = done;
  }

  void start() {
    int all = people;
    for (int i = 0; i < all; i++) {
      next();
    }
  }

  private void next() {
    if (System.nanoTime() - endNs >= 0) {
      if (--people == 0) {
        done.tryComplete(count);
      }
      return;
    }
    step.get()
        .onFailure(done::tryFail)
        .onSuccess(
            one -> {
              count++;
              next();
            });
  }
}
