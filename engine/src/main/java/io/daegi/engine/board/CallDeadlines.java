package io.daegi.engine.board;

import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * When READY tokens run out, on the queue's ready clock. All numbers of one call share a deadline,
 * and a later call never gets an earlier one, so that a ring of calls is enough: a call of 100,000
 * people is one entry, found again by its highest number. A call is forgotten when none of its
 * numbers is READY any more.
 *
 * <p>One thread writes; others read under the board's sequence lock.
 */
final class CallDeadlines {

  /** Two longs a call: its highest number, its deadline. */
  private long[] calls = new long[2 * 16];

  /** How many numbers of each call are READY; only the writer looks at it. */
  private int[] ready = new int[16];

  private int head;
  private int size;
  private long latestMs;

  /** Numbers above those of every call before, up to {@code toNumber}, of which some are READY. */
  void add(long toNumber, long deadlineMs, int readyCount) {
    boolean later = deadlineMs > latestMs;
    latestMs = Math.max(latestMs, deadlineMs);
    if (readyCount == 0) {
      return;
    }
    if (!later && size > 0 && calls[2 * slot(size - 1) + 1] == latestMs) {
      calls[2 * slot(size - 1)] = toNumber;
      ready[slot(size - 1)] += readyCount;
      return;
    }
    if (size == ready.length) {
      makeRoom();
    }
    int slot = slot(size++);
    calls[2 * slot] = toNumber;
    calls[2 * slot + 1] = latestMs;
    ready[slot] = readyCount;
  }

  /** The number is no longer READY. */
  void release(long number) {
    ready[slot(indexOf(calls, number))]--;
    while (size > 0 && ready[head] == 0) {
      head = slot(1);
      size--;
    }
  }

  /** The deadline of a READY number. */
  long deadlineMs(long number) {
    long[] ring = calls;
    int slot = (head + indexOf(ring, number)) & (ring.length / 2 - 1);
    return ring[2 * slot + 1];
  }

  /**
   * Calls of which somebody is READY: the others, which may still stand in the ring, say nothing.
   */
  void writeTo(StateSink out) {
    out.number(latestMs);
    out.number(living());
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      if (ready[slot] > 0) {
        out.number(calls[2 * slot]);
        out.number(calls[2 * slot + 1]);
        out.number(ready[slot]);
      }
    }
  }

  static CallDeadlines readFrom(StateSource in) {
    var read = new CallDeadlines();
    long latestMs = in.number();
    for (long living = in.number(); living > 0; living--) {
      read.add(in.number(), in.number(), (int) in.number());
    }
    read.latestMs = latestMs;
    return read;
  }

  private int living() {
    int living = 0;
    for (int i = 0; i < size; i++) {
      living += ready[slot(i)] > 0 ? 1 : 0;
    }
    return living;
  }

  /** The first call whose highest number is not below this one. */
  private int indexOf(long[] ring, long number) {
    int mask = ring.length / 2 - 1;
    int low = 0;
    int high = size - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ring[2 * ((head + middle) & mask)] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int slot(int index) {
    return (head + index) & (ready.length - 1);
  }

  /** Drops calls without READY numbers; doubles the ring when that does not free half of it. */
  private void makeRoom() {
    int length = living() > ready.length / 2 ? ready.length * 2 : ready.length;
    long[] callsKept = new long[2 * length];
    int[] readyKept = new int[length];
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      if (ready[slot] > 0) {
        callsKept[2 * kept] = calls[2 * slot];
        callsKept[2 * kept + 1] = calls[2 * slot + 1];
        readyKept[kept++] = ready[slot];
      }
    }
    calls = callsKept;
    ready = readyKept;
    head = 0;
    size = kept;
  }
}
