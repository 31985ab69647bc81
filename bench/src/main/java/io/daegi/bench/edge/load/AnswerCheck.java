package io.daegi.bench.edge.load;

/** Sees that an answer is what its request asked for. */
@FunctionalInterface
public interface AnswerCheck {

  /**
   * @param request which of the {@link Requests} it answers
   * @throws IllegalStateException when it is none
   */
  void check(int request, String answer);
}
