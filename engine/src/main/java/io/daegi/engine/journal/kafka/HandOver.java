package io.daegi.engine.journal.kafka;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Where a follower leaves its state to a take-over, between two records. One follower gives, one
 * shard takes.
 */
final class HandOver {

  private static final long GIVEN_WITHIN_MS = 2_000;

  private Runnable waker;
  private CompletableFuture<Snapshot> asked;

  /**
   * There is somebody to give.
   *
   * @param itsWaker makes it look here soon
   */
  synchronized void open(Runnable itsWaker) {
    waker = itsWaker;
  }

  /** There is nobody any more. */
  synchronized void shut() {
    waker = null;
    if (asked != null) {
      asked.complete(null);
    }
  }

  /** Gives if it was asked to; the giver must not touch afterwards what it gave. */
  synchronized boolean give(Supplier<Snapshot> state) {
    return asked != null && asked.complete(state.get());
  }

  /** Asks, and waits a little; null when nobody gives. */
  Snapshot take() {
    CompletableFuture<Snapshot> mine = ask();
    try {
      return mine.get(GIVEN_WITHIN_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      mine.complete(null);
      return mine.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine.complete(null);
      return mine.join();
    }
  }

  private synchronized CompletableFuture<Snapshot> ask() {
    asked = new CompletableFuture<>();
    if (waker == null) {
      asked.complete(null);
    } else {
      waker.run();
    }
    return asked;
  }
}
