package io.daegi.engine.board;

import java.util.concurrent.TimeUnit;

/** A monotonic and a wall clock that move when the test says so. */
final class ManualClocks {

  private long nanos = 5_000_000_000L;
  private long wallMs = 1_790_000_000_000L;

  Board board(int partitions) {
    return new Board(partitions, () -> nanos, () -> wallMs);
  }

  void passMs(long ms) {
    nanos += TimeUnit.MILLISECONDS.toNanos(ms);
    wallMs += ms;
  }

  void setWallMs(long ms) {
    wallMs = ms;
  }

  long wallMs() {
    return wallMs;
  }
}
