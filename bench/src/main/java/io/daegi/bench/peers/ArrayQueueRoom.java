package io.daegi.bench.peers;

import io.daegi.engine.model.VisitorId;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * One worker behind a blocking queue of requests, with a deque of those who wait: no lock but the
 * queue's, since the worker alone knows who is where.
 */
public final class ArrayQueueRoom implements WaitingRoom {

  private static final long LOOK_AGAIN_NS = 20_000;

  private sealed interface Request {}

  private record Join(VisitorId visitor) implements Request {}

  private record Call(int count) implements Request {}

  private record Complete(VisitorId visitor) implements Request {}

  private record Stop() implements Request {}

  private final BlockingQueue<Request> requests;
  private final Queue<VisitorId> waiting = new ArrayDeque<>();
  private final Set<VisitorId> known = new HashSet<>();
  private final Set<VisitorId> processing = new HashSet<>();
  private final Thread worker = new Thread(this::work, "array-queue-room");
  private final int batch;
  private long sent;
  private long lastVisitor;
  private long lastCompleted;
  private volatile long answered;
  private volatile RuntimeException failure;

  /**
   * @param capacity requests that are taken in advance
   */
  public ArrayQueueRoom(int capacity, int batch) {
    this.requests = new ArrayBlockingQueue<>(capacity);
    this.batch = batch;
    worker.setDaemon(true);
    worker.start();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts
  private void work() {
    List<Request> taken = new ArrayList<>();
    boolean working = true;
    try {
      while (working) {
        taken.add(requests.take());
        requests.drainTo(taken);
        for (Request request : taken) {
          working = handle(request);
        }
        answered += taken.size();
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private boolean handle(Request request) {
    switch (request) {
      case Join join -> {
        require(known.add(join.visitor), join.visitor, "has joined before");
        waiting.add(join.visitor);
      }
      case Call call -> {
        for (int i = 0; i < call.count; i++) {
          processing.add(waiting.remove());
        }
      }
      case Complete complete -> {
        require(processing.remove(complete.visitor), complete.visitor, "was not called");
        known.remove(complete.visitor);
      }
      case Stop stop -> {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, VisitorId visitor, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(visitor + " " + otherwise);
    }
  }

  @Override
  public void join(int visitors) throws InterruptedException {
    for (int i = 0; i < visitors; i++) {
      send(new Join(Visitors.id(++lastVisitor)));
    }
    awaitAnswers();
  }

  @Override
  public void pass(int visitors) throws InterruptedException {
    for (int left = visitors; left > 0; left -= batch) {
      int called = Math.min(left, batch);
      send(new Call(called));
      for (int i = 0; i < called; i++) {
        send(new Complete(Visitors.id(++lastCompleted)));
      }
    }
    awaitAnswers();
  }

  private void send(Request request) throws InterruptedException {
    requests.put(request);
    sent++;
  }

  private void awaitAnswers() {
    while (answered < sent) {
      if (failure != null || !worker.isAlive()) {
        throw new IllegalStateException("%d of %d answers came".formatted(answered, sent), failure);
      }
      LockSupport.parkNanos(LOOK_AGAIN_NS);
    }
  }

  /** The worker has answered everything, and what it knew then is to be seen here. */
  @Override
  public void verify() {
    long left = lastVisitor - lastCompleted;
    if (waiting.size() != left || known.size() != left || !processing.isEmpty()) {
      throw new IllegalStateException("%d wait where %d should".formatted(waiting.size(), left));
    }
  }

  @Override
  public void close() throws InterruptedIOException {
    try {
      requests.put(new Stop());
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the worker was not awaited");
    }
  }
}
