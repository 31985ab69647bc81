package io.daegi.engine.journal.kafka;

import java.time.Duration;
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

  /**
   * A follower that is further behind than this gives what it has, and the taker reads the rest.
   */
  private static final Duration CAUGHT_UP_WITHIN = Duration.ofMillis(500);

  private static final Duration GIVEN_WITHIN = Duration.ofSeconds(2);

  /** One shard's wish for a state that includes everything before this offset. */
  private record Wish(long end, long atLatestNs, CompletableFuture<Snapshot> granted) {

    boolean isFor(long position) {
      return position >= end || System.nanoTime() - atLatestNs > 0;
    }
  }

  private Runnable waker;
  private Wish wish;

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
    if (wish != null) {
      wish.granted.complete(null);
    }
  }

  /**
   * Gives if it was asked to and has come far enough; the giver must not touch afterwards what it
   * gave.
   *
   * @param position the offset up to which it has read
   */
  synchronized boolean give(long position, Supplier<Snapshot> state) {
    return wish != null
        && !wish.granted.isDone()
        && wish.isFor(position)
        && wish.granted.complete(state.get());
  }

  /** Asks, and waits a little; null when nobody gives. */
  Snapshot take(long end) {
    CompletableFuture<Snapshot> granted = ask(end);
    try {
      return granted.get(GIVEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      granted.complete(null);
      return granted.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      granted.complete(null);
      return granted.join();
    }
  }

  private synchronized CompletableFuture<Snapshot> ask(long end) {
    wish = new Wish(end, System.nanoTime() + CAUGHT_UP_WITHIN.toNanos(), new CompletableFuture<>());
    if (waker == null) {
      wish.granted.complete(null);
    } else {
      waker.run();
    }
    return wish.granted;
  }
}
