package io.daegi.engine.core;

/**
 * How many calls the rate allows: in any window W at most {@code rate·W + rate·tick + 1}. A tick
 * carries at most one call over to the next, so that nothing piles up while the capacity is full
 * and no fraction is lost while it is not. Empty at the start of an incarnation and after every
 * hold; the leader's own, not replayed.
 */
final class RateBucket {

  private double credit;

  void empty() {
    credit = 0;
  }

  void fill(double perSecond, long stepMs) {
    credit = Math.min(credit, 1) + perSecond * stepMs / 1000;
  }

  int whole() {
    return (int) credit;
  }

  void spend(int calls) {
    credit -= calls;
  }
}
