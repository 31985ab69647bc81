package io.daegi.engine.core;

import io.daegi.engine.fixture.SilentSink;

/** The highest number that a log called. */
final class CallCounter extends SilentSink {

  private long lastCalled;

  long lastCalled() {
    return lastCalled;
  }

  @Override
  public void called(int queue, long fromNumber, long toNumber) {
    lastCalled = toNumber;
  }
}
