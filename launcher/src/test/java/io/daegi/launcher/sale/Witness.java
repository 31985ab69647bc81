package io.daegi.launcher.sale;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What visitors were told, to be held against what the log and the database know. */
public final class Witness {
  /** Somebody was told: paid and confirmed. */
  public record Bought(long number, String reservationId, String paymentId) {}

  final Map<Long, String> numberToToken = new ConcurrentHashMap<>();
  public final List<Bought> bought = new CopyOnWriteArrayList<>();
  final List<Long> gone = new CopyOnWriteArrayList<>();
  final AtomicInteger seatsLost = new AtomicInteger();
  final AtomicInteger charges = new AtomicInteger();
  final AtomicInteger refusedWhileWaiting = new AtomicInteger();
  final AtomicInteger refusedForgeries = new AtomicInteger();
  final AtomicInteger refusedPayments = new AtomicInteger();
  public final AtomicInteger foundSoldOut = new AtomicInteger();
  final AtomicInteger answersRepeated = new AtomicInteger();

  void joined(Visitor visitor) {
    String other = numberToToken.put(visitor.number(), visitor.token());
    if (other != null) {
      throw new AssertionError("number " + visitor.number() + " was given twice");
    }
  }
}
