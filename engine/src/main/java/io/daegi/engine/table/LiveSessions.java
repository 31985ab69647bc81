package io.daegi.engine.table;

import io.daegi.engine.model.TokenState;
import java.util.Arrays;

/**
 * The processing queue: one slot for each READY or ACTIVE token, with its deadline on the clock of
 * its state. Grows to the capacity and no further; nothing is allocated after that.
 */
public final class LiveSessions {

  private static final int ABSENT = -1;

  private long[] numbers = new long[16];
  private long[] deadlinesMs = new long[16];
  private long[] limitsMs = new long[16];
  private boolean[] entered = new boolean[16];
  private int[] freeSlots = new int[16];
  private int freeCount;
  private int used;

  /** Open addressing over numbers; 0: empty, else slot + 1. */
  private int[] table = new int[32];

  private final DeadlineHeap ready = new DeadlineHeap(number -> deadlineMs(number, false));
  private final DeadlineHeap active = new DeadlineHeap(number -> deadlineMs(number, true));

  public int readyCount() {
    return ready.count();
  }

  public int activeCount() {
    return active.count();
  }

  public int count() {
    return ready.count() + active.count();
  }

  public void call(long number, long deadlineMs) {
    int slot = take();
    numbers[slot] = number;
    deadlinesMs[slot] = deadlineMs;
    limitsMs[slot] = 0;
    entered[slot] = false;
    index(number, slot);
    ready.add(number, deadlineMs);
  }

  /**
   * @param limitMs the latest deadline that extensions may reach
   */
  public void enter(long number, long deadlineMs, long limitMs) {
    int slot = slot(number);
    deadlinesMs[slot] = deadlineMs;
    limitsMs[slot] = limitMs;
    entered[slot] = true;
    ready.ended();
    active.add(number, deadlineMs);
  }

  public void extend(long number, long deadlineMs) {
    int slot = slot(number);
    deadlinesMs[slot] = Math.max(deadlinesMs[slot], deadlineMs);
  }

  public void end(long number) {
    int slot = unindex(number);
    (entered[slot] ? active : ready).ended();
    if (freeCount == freeSlots.length) {
      freeSlots = Arrays.copyOf(freeSlots, freeCount * 2);
    }
    freeSlots[freeCount++] = slot;
  }

  public long deadlineMsOf(long number) {
    return deadlinesMs[slot(number)];
  }

  public long limitMsOf(long number) {
    return limitsMs[slot(number)];
  }

  /** The earliest deadline among READY or ACTIVE; {@link Long#MAX_VALUE} when there is none. */
  public long earliestMs(TokenState state) {
    return heap(state).earliestMs();
  }

  /** The number whose deadline is the earliest among READY or ACTIVE. */
  public long earliestNumber(TokenState state) {
    return heap(state).earliest();
  }

  private DeadlineHeap heap(TokenState state) {
    return state == TokenState.READY ? ready : active;
  }

  private long deadlineMs(long number, boolean hasEntered) {
    int slot = find(number);
    return slot == ABSENT || entered[slot] != hasEntered ? DeadlineHeap.NONE : deadlinesMs[slot];
  }

  private int take() {
    if (freeCount > 0) {
      return freeSlots[--freeCount];
    }
    if (used == numbers.length) {
      int length = used * 2;
      numbers = Arrays.copyOf(numbers, length);
      deadlinesMs = Arrays.copyOf(deadlinesMs, length);
      limitsMs = Arrays.copyOf(limitsMs, length);
      entered = Arrays.copyOf(entered, length);
      reindex(length * 2);
    }
    return used++;
  }

  private int slot(long number) {
    int slot = find(number);
    if (slot == ABSENT) {
      throw new IllegalStateException("number " + number + " is not live");
    }
    return slot;
  }

  private int find(long number) {
    for (int i = home(number); table[i] != 0; i = (i + 1) & (table.length - 1)) {
      int slot = table[i] - 1;
      if (numbers[slot] == number) {
        return slot;
      }
    }
    return ABSENT;
  }

  private void index(long number, int slot) {
    int i = home(number);
    while (table[i] != 0) {
      i = (i + 1) & (table.length - 1);
    }
    table[i] = slot + 1;
  }

  private int unindex(long number) {
    int mask = table.length - 1;
    int hole = home(number);
    while (numbers[table[hole] - 1] != number) {
      hole = (hole + 1) & mask;
    }
    int slot = table[hole] - 1;
    for (int i = (hole + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
      int home = home(numbers[table[i] - 1]);
      if (((i - home) & mask) >= ((i - hole) & mask)) {
        table[hole] = table[i];
        hole = i;
      }
    }
    table[hole] = 0;
    return slot;
  }

  private void reindex(int length) {
    int[] old = table;
    table = new int[length];
    for (int entry : old) {
      if (entry != 0) {
        index(numbers[entry - 1], entry - 1);
      }
    }
  }

  private int home(long number) {
    return (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & (table.length - 1);
  }
}
