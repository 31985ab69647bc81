package io.daegi.booking.rules;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often each session tried to hold seats, in this process's memory: who tries too often costs
 * nobody else anything. Repeats under a key that was tried before are no new attempts. Thread-safe.
 */
public final class HoldAttempts {

  /** Far more than are in the shop at once; the longest idle ones are forgotten first. */
  private static final int MAX_SESSIONS = 100_000;

  private static final long RETRY_AFTER_MS = 60_000;

  private final Map<Session, Tries> sessionToTries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Session, Tries> eldest) {
          return size() > maxSessions;
        }
      };

  private final int maxAttempts;
  private final int maxSessions;

  /**
   * @param maxAttempts of each session
   */
  public HoldAttempts(int maxAttempts) {
    this(maxAttempts, MAX_SESSIONS);
  }

  HoldAttempts(int maxAttempts, int maxSessions) {
    this.maxAttempts = maxAttempts;
    this.maxSessions = maxSessions;
  }

  private record Session(String queueId, int generation, long number) {
    @Override
    public String toString() {
      return queueId + ":" + generation + ":" + number;
    }
  }

  private static final class Tries {
    private int count;
    private final List<Integer> keyHashes = new ArrayList<>(2);
  }

  /**
   * Why the caller has tried often enough; empty when another attempt may be made or the key is one
   * that it used before.
   *
   * @param key may be null
   */
  public synchronized Optional<Refusal> refuse(Caller caller, String key) {
    Tries tries = sessionToTries.get(sessionOf(caller));
    if (tries == null || tries.count < maxAttempts || isKnown(tries, key)) {
      return Optional.empty();
    }
    return Optional.of(tooMany());
  }

  /** What is said to who tried often enough. */
  public Refusal tooMany() {
    return Refusal.later(
        RefusalCode.HOLD_ATTEMPTS,
        "A session has " + maxAttempts + " attempts to hold seats.",
        RETRY_AFTER_MS);
  }

  /** Of each session. */
  public int max() {
    return maxAttempts;
  }

  /** What one session is called among all of them. */
  public static String nameOf(Caller caller) {
    return sessionOf(caller).toString();
  }

  /** An attempt is made now. */
  public synchronized void count(Caller caller, String key) {
    Tries tries = sessionToTries.computeIfAbsent(sessionOf(caller), session -> new Tries());
    if (!isKnown(tries, key)) {
      tries.count++;
      if (key != null) {
        tries.keyHashes.add(key.hashCode());
      }
    }
  }

  private static boolean isKnown(Tries tries, String key) {
    return key != null && tries.keyHashes.contains(key.hashCode());
  }

  private static Session sessionOf(Caller caller) {
    return new Session(caller.queueId(), caller.generation(), caller.number());
  }
}
