package io.daegi.bench.engine;

import io.daegi.engine.command.Command;
import io.daegi.engine.command.CommandType;
import io.daegi.engine.command.Outcome;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts answers and checks each one: everybody joins and gets the next number, everybody
 * completes. One thread counts, another waits.
 */
final class Tally {

  private static final long LOOK_AGAIN_NS = 20_000;
  private static final long PATIENCE_NS = 120_000_000_000L;

  private long joined;
  private long completed;
  private volatile Throwable failure;
  private volatile long answered;

  /** From an empty queue on. */
  Tally() {
    this(0, 0);
  }

  /** From a queue on that so many have joined, and completed, already. */
  Tally(long joined, long completed) {
    this.joined = joined;
    this.completed = completed;
  }

  /** One answer more, with the number that it gave. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts
  void count(Command command, Outcome outcome, long number) {
    Outcome expected = command.type() == CommandType.ASK ? Outcome.REPEATED : Outcome.DONE;
    if (outcome != expected) {
      fail(new IllegalStateException(command.type() + " was answered " + outcome));
    } else if (command.type() == CommandType.JOIN && number != ++joined) {
      fail(new IllegalStateException("number " + number + " was given, not " + joined));
    } else if (command.type() == CommandType.COMPLETE) {
      completed++;
    }
    answered++;
  }

  void fail(Throwable cause) {
    failure = cause;
  }

  /**
   * Waits for the answer to the last of so many commands.
   *
   * @throws IllegalStateException when an answer was wrong or did not come
   */
  void await(long commands) {
    long startNs = System.nanoTime();
    while (answered < commands) {
      if (failure != null || System.nanoTime() - startNs > PATIENCE_NS) {
        throw new IllegalStateException(
            "%d of %d answers came".formatted(answered, commands), failure);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NS);
    }
  }

  /** After the last answer: whether as many came in and went out as were sent. */
  void verify(long sentIn, long sentOut) {
    if (failure != null || joined != sentIn || completed != sentOut) {
      throw new IllegalStateException(
          "%d joined of %d, %d completed of %d".formatted(joined, sentIn, completed, sentOut),
          failure);
    }
  }
}
