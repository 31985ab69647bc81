package io.daegi.engine.board;

import io.daegi.engine.state.StateSink;
import io.daegi.engine.state.StateSource;

/**
 * How many people a queue has called per second of late. Only time in which somebody waited and
 * calling was allowed counts. The memory fades within about ten seconds, and more slowly while it
 * holds fewer than ten calls, so that a queue that calls somebody once a minute has a rate too.
 *
 * <p>The same calls make the same bits on every machine: boards are compared and written down.
 */
final class CallRate {

  private static final double MEMORY_MS = 10_000;
  private static final double CALLS_WANTED = 10;

  private double calls;
  private long callsOfThisStep;
  private double durationMs;

  void called(int count) {
    callsOfThisStep += count;
  }

  /** Calling was allowed for {@code stepMs}, during which somebody waited or nobody did. */
  void passed(long stepMs, boolean somebodyWaited) {
    if (!somebodyWaited && callsOfThisStep == 0) {
      return;
    }
    double memoryMs = MEMORY_MS * Math.max(1, CALLS_WANTED / Math.max(calls, 1e-9));
    double kept = StrictMath.exp(-stepMs / memoryMs);
    calls = calls * kept + callsOfThisStep;
    callsOfThisStep = 0;
    durationMs = durationMs * kept + stepMs;
  }

  void writeTo(StateSink out) {
    out.bits(Double.doubleToLongBits(calls));
    out.number(callsOfThisStep);
    out.bits(Double.doubleToLongBits(durationMs));
  }

  static CallRate readFrom(StateSource in) {
    var rate = new CallRate();
    rate.calls = Double.longBitsToDouble(in.bits());
    rate.callsOfThisStep = in.number();
    rate.durationMs = Double.longBitsToDouble(in.bits());
    return rate;
  }

  /** 0 when nothing is known yet. */
  double perSecond() {
    return durationMs > 0 ? 1_000 * calls / durationMs : 0;
  }
}
