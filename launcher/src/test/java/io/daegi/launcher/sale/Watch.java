package io.daegi.launcher.sale;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Predicate;

/** One of the three ways in which a visitor watches its place in line. */
interface Watch {
  Duration LIMIT = Duration.ofMinutes(4);

  /** The first status that satisfies the wish; views never go backwards meanwhile. */
  JsonObject awaitStatus(Visitor visitor, Predicate<JsonObject> wish);

  /** A running check that each status is newer than the ones before. */
  final class Order {
    private final long untilNs = System.nanoTime() + LIMIT.toNanos();
    private long version = -1;

    JsonObject next(Visitor visitor, JsonObject status) {
      long shown = status.getLong("version");
      if (shown < version) {
        throw new AssertionError(visitor + " was shown " + shown + " after " + version);
      }
      if (!visitor.number().equals(status.getLong("number"))) {
        throw new AssertionError(visitor + " has another number: " + status);
      }
      version = shown;
      return status;
    }

    long version() {
      return version;
    }

    void requirePatience(Visitor visitor) {
      if (System.nanoTime() > untilNs) {
        throw new AssertionError(visitor + " waits for ever");
      }
    }
  }
}
