package io.daegi.engine.table;

import java.util.Arrays;

/**
 * Slots that passes keep after their sessions' ends, until the last pass has run out: a ring of
 * readings of the queue's active clock, which are granted in time order.
 */
public final class PassSlots {

  private long[] untilMs = new long[16];
  private int head;
  private int count;

  public int count() {
    return count;
  }

  /**
   * @param deadlineMs not before any that was added earlier
   */
  public void add(long deadlineMs) {
    if (count == untilMs.length) {
      grow();
    }
    untilMs[(head + count) & (untilMs.length - 1)] = deadlineMs;
    count++;
  }

  /** Frees every slot whose time has come. */
  public void release(long nowMs) {
    while (count > 0 && untilMs[head] <= nowMs) {
      head = (head + 1) & (untilMs.length - 1);
      count--;
    }
  }

  /** When the next slot comes free; {@link Long#MAX_VALUE} when none is kept. */
  public long earliestMs() {
    return count == 0 ? Long.MAX_VALUE : untilMs[head];
  }

  /** The deadline of the {@code index}-th slot to come free, from 0. */
  public long deadlineMs(int index) {
    return untilMs[(head + index) & (untilMs.length - 1)];
  }

  private void grow() {
    long[] wider = Arrays.copyOf(untilMs, untilMs.length * 2);
    System.arraycopy(untilMs, 0, wider, untilMs.length, head);
    untilMs = wider;
  }
}
