package io.daegi.engine.table;

import java.util.Arrays;

/**
 * Numbers by deadline, then by number: a binary heap that is put right late. Who ends stays in it
 * as a stale entry, and a deadline that moves away is noticed when it comes to the top, so that
 * ending and extending cost nothing here. Stale entries are swept out before they are more than the
 * others.
 */
final class DeadlineHeap {

  /** What the entries are about. */
  interface Deadlines {

    /** The deadline of a number that still waits for it in this heap, else {@link #NONE}. */
    long deadlineMs(long number);
  }

  static final long NONE = Long.MAX_VALUE;
  private static final int FEW = 16;

  private final Deadlines deadlines;
  private long[] deadlinesMs = new long[FEW];
  private long[] numbers = new long[FEW];
  private int size;
  private int living;

  DeadlineHeap(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** How many numbers wait for their deadline. */
  int count() {
    return living;
  }

  void add(long number, long deadlineMs) {
    if (size == numbers.length) {
      deadlinesMs = Arrays.copyOf(deadlinesMs, size * 2);
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    living++;
    up(size++, deadlineMs, number);
  }

  /** To be called when a number has ended: its deadline must be {@link #NONE} by now. */
  void ended() {
    living--;
    if (size > 2 * living + FEW) {
      sweep();
    }
  }

  /** The earliest deadline; {@link #NONE} when nobody waits for one. */
  long earliestMs() {
    settleTop();
    return size == 0 ? NONE : deadlinesMs[0];
  }

  /** The number with the earliest deadline; there must be one. */
  long earliest() {
    settleTop();
    return numbers[0];
  }

  private void settleTop() {
    while (size > 0) {
      long deadlineMs = deadlines.deadlineMs(numbers[0]);
      if (deadlineMs == deadlinesMs[0]) {
        return;
      }
      if (deadlineMs == NONE) {
        size--;
        down(0, deadlinesMs[size], numbers[size]);
      } else {
        down(0, deadlineMs, numbers[0]);
      }
    }
  }

  private void sweep() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long deadlineMs = deadlines.deadlineMs(numbers[i]);
      if (deadlineMs != NONE) {
        deadlinesMs[kept] = deadlineMs;
        numbers[kept++] = numbers[i];
      }
    }
    size = kept;
    for (int i = size / 2 - 1; i >= 0; i--) {
      down(i, deadlinesMs[i], numbers[i]);
    }
  }

  private void up(int from, long deadlineMs, long number) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!before(deadlineMs, number, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, deadlineMs, number);
  }

  private void down(int from, long deadlineMs, long number) {
    int hole = from;
    for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && before(deadlinesMs[child + 1], numbers[child + 1], child)) {
        child++;
      }
      if (!before(deadlinesMs[child], numbers[child], deadlineMs, number)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, deadlineMs, number);
  }

  private boolean before(long deadlineMs, long number, int other) {
    return before(deadlineMs, number, deadlinesMs[other], numbers[other]);
  }

  private static boolean before(long aMs, long a, long bMs, long b) {
    return aMs != bMs ? aMs < bMs : a < b;
  }

  private void move(int from, int to) {
    put(to, deadlinesMs[from], numbers[from]);
  }

  private void put(int at, long deadlineMs, long number) {
    deadlinesMs[at] = deadlineMs;
    numbers[at] = number;
  }
}
