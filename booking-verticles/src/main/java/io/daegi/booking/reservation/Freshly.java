package io.daegi.booking.reservation;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps what was read for a moment, so that a crowd that asks for the same costs one read. A reader
 * never gets a value whose reading began before {@link #changed}. On one event loop only.
 */
final class Freshly<K, V> {

  private final long keepNs;
  private final LongSupplier clockNs;
  private final Function<K, Future<V>> source;
  private final Map<K, Reading<V>> keyToReading = new HashMap<>();

  private record Reading<V>(long begunNs, Future<V> value) {}

  /**
   * @param keepMs how long a value may be answered after its reading began
   * @param clockNs monotonic
   */
  Freshly(long keepMs, LongSupplier clockNs, Function<K, Future<V>> source) {
    this.keepNs = keepMs * 1_000_000;
    this.clockNs = clockNs;
    this.source = source;
  }

  Future<V> get(K key) {
    long nowNs = clockNs.getAsLong();
    Reading<V> last = keyToReading.get(key);
    if (last != null && !last.value().failed() && nowNs - last.begunNs() < keepNs) {
      return last.value();
    }
    Reading<V> next = new Reading<>(nowNs, source.apply(key));
    keyToReading.put(key, next);
    return next.value();
  }

  /** What was read so far is no longer true. */
  void changed(K key) {
    keyToReading.remove(key);
  }
}
