package io.daegi.engine.process;

import io.daegi.engine.codec.BatchHeader;
import io.daegi.engine.event.EventSink;
import io.daegi.engine.fixture.SilentSink;
import io.daegi.engine.journal.BatchSink;
import java.util.Arrays;

/**
 * What a process sees of the one queue in the committed log: who has which number, and how far was
 * called. Written by the follower, read by anybody.
 */
final class Sight extends SilentSink implements BatchSink {

  private static final int FIRST_SIZE = 1 << 16;

  private volatile long[] highs = new long[FIRST_SIZE];
  private volatile long[] lows = new long[FIRST_SIZE];
  private volatile int lastNumber;
  private volatile int lastCalled;
  private long abandoned;
  private long expired;
  private volatile long heardNs = System.nanoTime();

  int lastNumber() {
    return lastNumber;
  }

  /** How often somebody who waited was given up; for whoever reads the log. */
  long abandoned() {
    return abandoned;
  }

  /** How often somebody who was called ran out of time; likewise. */
  long expired() {
    return expired;
  }

  int lastCalled() {
    return lastCalled;
  }

  /** For numbers up to {@link #lastNumber()}. */
  long visitorHigh(int number) {
    return highs[number];
  }

  long visitorLow(int number) {
    return lows[number];
  }

  long silenceMs() {
    return (System.nanoTime() - heardNs) / 1_000_000;
  }

  @Override
  public EventSink begin(BatchHeader header) {
    return this;
  }

  @Override
  public void end(BatchHeader header) {
    heardNs = System.nanoTime();
  }

  @Override
  public void joined(
      int queue, long number, long entry, int lane, long visitorHigh, long visitorLow) {
    int place = (int) number;
    if (place >= highs.length) {
      highs = Arrays.copyOf(highs, 2 * highs.length);
      lows = Arrays.copyOf(lows, 2 * lows.length);
    }
    highs[place] = visitorHigh;
    lows[place] = visitorLow;
    lastNumber = place;
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    lastCalled = (int) toNumber;
  }

  @Override
  public void abandoned(int queue, long number) {
    abandoned++;
  }

  @Override
  public void expired(int queue, long number) {
    expired++;
  }
}
