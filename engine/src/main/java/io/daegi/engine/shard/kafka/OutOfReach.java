package io.daegi.engine.shard.kafka;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process leaves its partitions to another engine, since nobody can ask it anything. A
 * leader that is cut off from those who send it commands, but not from the log, would otherwise
 * lead on for as long as the cut lasts, and nobody would get a place. One that is the group's only
 * engine leads on: it calls people, and applies what booking tells by the log.
 *
 * <p>Where two are cut off at once, the one whose name comes later leaves, and the other then sees
 * that it is the last.
 */
final class OutOfReach {

  private static final Logger LOG = LoggerFactory.getLogger(OutOfReach.class);
  private static final long PATIENCE_MS = 500;
  private static final long FIRST_BY_NAME_PATIENCE_MS = 1_500;

  private final String instance;
  private final BooleanSupplier reachable;
  private long reachedNs = System.nanoTime();
  private volatile boolean out;

  /**
   * @param reachable whether anybody can ask this process just now, as far as it can tell
   */
  OutOfReach(String instance, BooleanSupplier reachable) {
    this.instance = instance;
    this.reachable = reachable;
  }

  /** Told now and then who is in the group; on one thread. */
  void look(Set<String> members, long nowNs) {
    if (reachable.getAsBoolean()) {
      reachedNs = nowNs;
    }
    boolean isOut = hasOthers(members) && nowNs - reachedNs > patienceNs(members);
    if (isOut != out) {
      LOG.warn(
          isOut
              ? "engine {} hears nobody on the event bus and leaves its partitions to another"
              : "engine {} takes part again",
          instance);
    }
    out = isOut;
  }

  private boolean hasOthers(Set<String> members) {
    return members.stream().anyMatch(one -> !one.equals(instance));
  }

  private long patienceNs(Set<String> members) {
    boolean isFirst = members.stream().allMatch(one -> one.compareTo(instance) >= 0);
    return TimeUnit.MILLISECONDS.toNanos(isFirst ? FIRST_BY_NAME_PATIENCE_MS : PATIENCE_MS);
  }

  /** Whether it takes no part for now; from any thread. */
  boolean isOut() {
    return out;
  }
}
