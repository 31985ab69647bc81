package io.daegi.engine.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator sets on a queue.
 *
 * @param title shown to visitors
 * @param capacity most READY + ACTIVE at a time
 * @param admitPerSecond most calls a second; decimals down to one in a thousand seconds
 * @param readyTtlMs how long a called visitor may take to enter
 * @param activeTtlMs how long a session in the shop lasts
 * @param sessionMaxMs how long a session may become by extensions
 * @param waitingTtlMs how long a waiting visitor may give no sign of life
 * @param opensAtMs wall-clock time of opening, milliseconds since 1970 UTC; 0: open at once
 * @param passMode who checks passes
 * @param audience the {@code aud} of passes
 * @param maxWaiting most tokens that wait at a time
 */
public record QueueSettings(
    String title,
    int capacity,
    double admitPerSecond,
    long readyTtlMs,
    long activeTtlMs,
    long sessionMaxMs,
    long waitingTtlMs,
    long opensAtMs,
    PassMode passMode,
    String audience,
    int maxWaiting) {

  /** The defaults of the public contract. */
  public static QueueSettings defaults(String queueId) {
    return new QueueSettings(
        queueId,
        100,
        50,
        180_000,
        600_000,
        1_800_000,
        1_800_000,
        0,
        PassMode.ONLINE,
        queueId,
        Limits.MAX_WAITING);
  }

  /** One setting that is out of its range: the field's name and what it must be. */
  public record Fault(String field, String detail) {}

  /** Every setting that is out of range, in the order of the fields; empty when all are well. */
  public List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    if (title == null || title.isBlank() || title.length() > Limits.MAX_TITLE_CHARS) {
      faults.add(new Fault("title", "must have 1 to " + Limits.MAX_TITLE_CHARS + " characters"));
    }
    between(faults, "capacity", capacity, 1, Limits.MAX_CAPACITY);
    if (!(admitPerSecond >= Limits.MIN_ADMIT_PER_SECOND
        && admitPerSecond <= Limits.MAX_ADMIT_PER_SECOND)) {
      faults.add(
          new Fault(
              "admitPerSecond",
              "must be between "
                  + Limits.MIN_ADMIT_PER_SECOND
                  + " and "
                  + (long) Limits.MAX_ADMIT_PER_SECOND));
    }
    between(faults, "readyTtlMs", readyTtlMs, Limits.MIN_TTL_MS, Limits.MAX_TTL_MS);
    between(faults, "activeTtlMs", activeTtlMs, Limits.MIN_TTL_MS, Limits.MAX_TTL_MS);
    between(faults, "sessionMaxMs", sessionMaxMs, Limits.MIN_TTL_MS, Limits.MAX_TTL_MS);
    if (sessionMaxMs < activeTtlMs) {
      faults.add(new Fault("sessionMaxMs", "must be at least activeTtlMs"));
    }
    between(faults, "waitingTtlMs", waitingTtlMs, Limits.MIN_TTL_MS, Limits.MAX_TTL_MS);
    if (opensAtMs < 0) {
      faults.add(new Fault("opensAt", "must not lie before 1970"));
    }
    if (audience == null || audience.isBlank() || audience.length() > Limits.MAX_TITLE_CHARS) {
      faults.add(new Fault("audience", "must have 1 to " + Limits.MAX_TITLE_CHARS + " characters"));
    }
    between(faults, "maxWaiting", maxWaiting, 1, Limits.MAX_WAITING);
    return faults;
  }

  private static void between(List<Fault> faults, String field, long value, long low, long high) {
    if (value < low || value > high) {
      faults.add(new Fault(field, "must be between " + low + " and " + high));
    }
  }
}
