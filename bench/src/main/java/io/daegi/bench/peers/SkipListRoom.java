package io.daegi.bench.peers;

import io.daegi.engine.model.VisitorId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Concurrent maps of the JDK: who waits in order of arrival, who is in the shop, and who has come
 * already. Any thread may call; here one does, on which everything happens.
 */
public final class SkipListRoom implements WaitingRoom {

  private final ConcurrentSkipListMap<Long, VisitorId> waiting = new ConcurrentSkipListMap<>();
  private final ConcurrentHashMap<VisitorId, Long> visitorToNumber = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<VisitorId, Long> processing = new ConcurrentHashMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final int batch;
  private long lastVisitor;
  private long lastCompleted;

  public SkipListRoom(int batch) {
    this.batch = batch;
  }

  @Override
  public void join(int visitors) {
    for (int i = 0; i < visitors; i++) {
      VisitorId visitor = Visitors.id(++lastVisitor);
      long number = lastNumber.incrementAndGet();
      if (visitorToNumber.putIfAbsent(visitor, number) != null) {
        throw new IllegalStateException(visitor + " has joined before");
      }
      waiting.put(number, visitor);
    }
  }

  @Override
  public void pass(int visitors) {
    for (int left = visitors; left > 0; left -= batch) {
      int called = Math.min(left, batch);
      call(called);
      for (int i = 0; i < called; i++) {
        complete(Visitors.id(++lastCompleted));
      }
    }
  }

  private void call(int count) {
    for (int i = 0; i < count; i++) {
      Map.Entry<Long, VisitorId> first = waiting.pollFirstEntry();
      processing.put(first.getValue(), first.getKey());
    }
  }

  private void complete(VisitorId visitor) {
    if (processing.remove(visitor) == null) {
      throw new IllegalStateException(visitor + " was not called");
    }
    visitorToNumber.remove(visitor);
  }

  @Override
  public void verify() {
    long left = lastVisitor - lastCompleted;
    if (waiting.size() != left || visitorToNumber.size() != left || !processing.isEmpty()) {
      throw new IllegalStateException("%d wait where %d should".formatted(waiting.size(), left));
    }
  }

  @Override
  public void close() {}
}
