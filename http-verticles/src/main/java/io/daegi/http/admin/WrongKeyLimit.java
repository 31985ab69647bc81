package io.daegi.http.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down an address that tries keys: ten wrong ones at once, then one in six seconds. Remembers
 * a bounded number of addresses, the latest ones. One for all event loops: a new connection must
 * not bring new tries.
 */
public final class WrongKeyLimit {

  static final int BURST = 10;
  static final long REFILL_MS = 6_000;
  static final int MAX_ADDRESSES = 10_000;

  /** When the address will have all its tries again. */
  private final Map<String, Long> addressToFullMs = new Addresses();

  /**
   * Counts a wrong key.
   *
   * @return 0 when the address may go on trying, else milliseconds until it may
   */
  synchronized long tried(String address, long nowMs) {
    long fullMs = Math.max(nowMs, addressToFullMs.getOrDefault(address, 0L)) + REFILL_MS;
    long waitMs = fullMs - nowMs - BURST * REFILL_MS;
    if (waitMs > 0) {
      return waitMs;
    }
    addressToFullMs.put(address, fullMs);
    return 0;
  }

  private static final class Addresses extends LinkedHashMap<String, Long> {

    private static final long serialVersionUID = 1L;

    Addresses() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > MAX_ADDRESSES;
    }
  }
}
