package io.daegi.engine.board;

/**
 * When ACTIVE tokens run out, on the queue's active clock: an open-addressing map from number to
 * deadline, half full at most, as large as the processing queue has ever been.
 *
 * <p>One thread writes; others read under the board's sequence lock.
 */
final class SessionDeadlines {

  private static final long NONE = -1;

  /** Two longs an entry: number (0: free), deadline. */
  private long[] table = new long[2 * 16];

  private int size;

  /**
   * @return -1 when the number has none
   */
  long get(long number) {
    long[] entries = table;
    int slot = find(entries, number);
    return slot < 0 || entries[2 * slot] != number ? NONE : entries[2 * slot + 1];
  }

  /** Sets the number's deadline, whether it has one or not. */
  void put(long number, long deadlineMs) {
    if (4 * (size + 1) > table.length) {
      grow();
    }
    int slot = find(table, number);
    size += table[2 * slot] == number ? 0 : 1;
    table[2 * slot] = number;
    table[2 * slot + 1] = deadlineMs;
  }

  /** Forgets the number, if it is known, and closes the gap that it leaves. */
  void remove(long number) {
    int gap = find(table, number);
    if (table[2 * gap] != number) {
      return;
    }
    size--;
    int mask = table.length / 2 - 1;
    for (int next = (gap + 1) & mask; table[2 * next] != 0; next = (next + 1) & mask) {
      int home = home(table[2 * next], mask);
      if (((next - home) & mask) >= ((next - gap) & mask)) {
        table[2 * gap] = table[2 * next];
        table[2 * gap + 1] = table[2 * next + 1];
        gap = next;
      }
    }
    table[2 * gap] = 0;
  }

  /** The number's slot, or the free one where it belongs; -1 in a torn table without either. */
  private static int find(long[] entries, long number) {
    int mask = entries.length / 2 - 1;
    int slot = home(number, mask);
    for (int probes = 0; probes <= mask; probes++) {
      long key = entries[2 * slot];
      if (key == number || key == 0) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private static int home(long number, int mask) {
    return (int) ((number * 0x9E37_79B9_7F4A_7C15L) >>> 40) & mask;
  }

  private void grow() {
    long[] smaller = table;
    long[] larger = new long[2 * smaller.length];
    for (int i = 0; i < smaller.length; i += 2) {
      if (smaller[i] != 0) {
        int slot = find(larger, smaller[i]);
        larger[2 * slot] = smaller[i];
        larger[2 * slot + 1] = smaller[i + 1];
      }
    }
    table = larger;
  }
}
