package io.daegi.launcher.cluster;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What visitors were told, to be held against log and database; and what they were told that nobody
 * may be. Safe for use by several threads.
 */
final class Told {
  /** Somebody's place. */
  record Place(String queueId, long number) {}

  /** Somebody was told: paid and confirmed. */
  record Bought(Place place, String paymentId, String reservationId) {}

  /** By signed token. */
  final Map<String, Place> tokenToPlace = new ConcurrentHashMap<>();

  final Queue<Bought> bought = new ConcurrentLinkedQueue<>();
  final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  final AtomicLong charges = new AtomicLong();
  final AtomicLong sessionsOver = new AtomicLong();
  final AtomicLong seatsLost = new AtomicLong();

  /** Somebody got a place. */
  void joined(String token, Place place) {
    Place before = tokenToPlace.put(token, place);
    if (before != null && !before.equals(place)) {
      wrong.add("a token was told to be " + before + " and " + place);
    }
  }
}
