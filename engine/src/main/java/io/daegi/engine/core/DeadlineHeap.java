package io.daegi.engine.core;

import java.util.Arrays;

/**
 * Slots ordered by deadline, then by number: an indexed binary heap, so that a deadline can move
 * and a slot can leave from the middle. Granted in time order it costs one comparison.
 */
final class DeadlineHeap {

  private static final int ABSENT = -1;

  private final LiveSessions sessions;
  private int[] heap = new int[16];
  private int[] slotToIndex = new int[16];
  private int size;

  DeadlineHeap(LiveSessions sessions) {
    this.sessions = sessions;
    Arrays.fill(slotToIndex, ABSENT);
  }

  int size() {
    return size;
  }

  /** The slot with the earliest deadline, or -1. */
  int first() {
    return size == 0 ? ABSENT : heap[0];
  }

  void add(int slot) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    if (slot >= slotToIndex.length) {
      int old = slotToIndex.length;
      slotToIndex = Arrays.copyOf(slotToIndex, Math.max(slot + 1, old * 2));
      Arrays.fill(slotToIndex, old, slotToIndex.length, ABSENT);
    }
    put(slot, size++);
    up(size - 1);
  }

  /** To be called after the slot's deadline has moved. */
  void moved(int slot) {
    up(slotToIndex[slot]);
    down(slotToIndex[slot]);
  }

  void remove(int slot) {
    int index = slotToIndex[slot];
    slotToIndex[slot] = ABSENT;
    int last = heap[--size];
    if (last != slot) {
      put(last, index);
      up(index);
      down(slotToIndex[last]);
    }
  }

  private void up(int from) {
    int index = from;
    int slot = heap[index];
    while (index > 0) {
      int parent = (index - 1) >>> 1;
      if (!before(slot, heap[parent])) {
        break;
      }
      put(heap[parent], index);
      index = parent;
    }
    put(slot, index);
  }

  private void down(int from) {
    int index = from;
    int slot = heap[index];
    while (2 * index + 1 < size) {
      int child = 2 * index + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], slot)) {
        break;
      }
      put(heap[child], index);
      index = child;
    }
    put(slot, index);
  }

  private boolean before(int a, int b) {
    long deadlineA = sessions.deadlineMs(a);
    long deadlineB = sessions.deadlineMs(b);
    return deadlineA != deadlineB ? deadlineA < deadlineB : sessions.number(a) < sessions.number(b);
  }

  private void put(int slot, int index) {
    heap[index] = slot;
    slotToIndex[slot] = index;
  }
}
