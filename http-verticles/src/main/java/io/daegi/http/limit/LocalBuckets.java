package io.daegi.http.limit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Buckets in the memory of this process, for all its event loops. Remembers a bounded number of
 * them, the latest ones: a bucket that is forgotten is full again. Safe from any thread.
 */
public final class LocalBuckets {

  static final int MAX_BUCKETS = 20_000;

  private final Rate rate;
  private final InstantSource clock;

  /** When the bucket will be full again. */
  private final Map<String, Long> keyToFullUs = new Buckets();

  public LocalBuckets(Rate rate, InstantSource clock) {
    this.rate = rate;
    this.clock = clock;
  }

  public synchronized Take take(String key) {
    long nowUs = nowUs();
    long fullUs = fullUs(key, nowUs) + rate.intervalUs();
    long waitUs = fullUs - nowUs - rate.burst() * rate.intervalUs();
    if (waitUs > 0) {
      return new Take.Empty((waitUs + 999) / 1_000);
    }
    keyToFullUs.put(key, fullUs);
    return new Take.Taken(() -> giveBack(key));
  }

  private synchronized void giveBack(String key) {
    long nowUs = nowUs();
    long fullUs = fullUs(key, nowUs) - rate.intervalUs();
    if (fullUs > nowUs) {
      keyToFullUs.put(key, fullUs);
    } else {
      keyToFullUs.remove(key);
    }
  }

  synchronized int size() {
    return keyToFullUs.size();
  }

  private long fullUs(String key, long nowUs) {
    return Math.max(nowUs, keyToFullUs.getOrDefault(key, nowUs));
  }

  private long nowUs() {
    return TimeUnit.MILLISECONDS.toMicros(clock.millis());
  }

  private static final class Buckets extends LinkedHashMap<String, Long> {

    private static final long serialVersionUID = 1L;

    Buckets() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > MAX_BUCKETS;
    }
  }
}
