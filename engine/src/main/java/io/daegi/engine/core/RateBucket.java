package io.daegi.engine.core;

import io.daegi.engine.model.Limits;

/**
 * How many calls the rate allows: at most {@code rate·W + 1} in any ticks that together make W, and
 * never more than a second's worth in one tick, however late the tick is. A tick carries at most
 * one call over to the next, so that nothing piles up while the capacity is full and no fraction is
 * lost while it is not. Empty at the start of an incarnation and after every hold; the leader's
 * own, not replayed.
 */
final class RateBucket {

  private double credit;

  void empty() {
    credit = 0;
  }

  void fill(double perSecond, long stepMs) {
    credit = Math.min(credit, 1) + perSecond * Math.min(stepMs, Limits.MAX_RATE_STEP_MS) / 1000;
  }

  int whole() {
    return (int) credit;
  }

  void spend(int calls) {
    credit -= calls;
  }
}
