package io.daegi.engine.model;

/**
 * A queue's three clocks, in milliseconds since the queue was created. Only ticks advance them, so
 * that time in which nobody led, or in which a clock was held, is nobody's time. The machine and
 * every board keep the same clocks from the same events, and so derive the same deadlines.
 *
 * <table>
 *   <caption>Which clock runs; none does while admission is held</caption>
 *   <tr><th>clock</th><th>SCHEDULED</th><th>OPEN</th><th>PAUSED</th><th>DRAINING</th><th>CLOSED</th></tr>
 *   <tr><td>waiting: signs of life</td><td>-</td><td>runs</td><td>runs</td><td>runs</td><td>-</td></tr>
 *   <tr><td>ready: a call to answer</td><td>-</td><td>runs</td><td>-</td><td>runs</td><td>runs</td></tr>
 *   <tr><td>active: a session</td><td>-</td><td>runs</td><td>runs</td><td>runs</td><td>runs</td></tr>
 * </table>
 *
 * <p>Not safe for use by several threads.
 */
public final class QueueClocks {

  private long waitingMs;
  private long readyMs;
  private long activeMs;

  /** Moves every clock that runs in this state by {@code stepMs}. */
  public void advance(long stepMs, QueueState state, HoldReason held) {
    if (stepMs < 0) {
      throw new IllegalArgumentException("time does not go back: " + stepMs);
    }
    if (waitingRuns(state, held)) {
      waitingMs += stepMs;
    }
    if (readyRuns(state, held)) {
      readyMs += stepMs;
    }
    if (activeRuns(state, held)) {
      activeMs += stepMs;
    }
  }

  public static boolean waitingRuns(QueueState state, HoldReason held) {
    return held == HoldReason.NONE && (state.acceptsJoins() || state.callsPeople());
  }

  public static boolean readyRuns(QueueState state, HoldReason held) {
    return held == HoldReason.NONE && (state.callsPeople() || state == QueueState.CLOSED);
  }

  public static boolean activeRuns(QueueState state, HoldReason held) {
    return held == HoldReason.NONE && state != QueueState.SCHEDULED;
  }

  public long waitingMs() {
    return waitingMs;
  }

  public long readyMs() {
    return readyMs;
  }

  public long activeMs() {
    return activeMs;
  }

  /** Sets every clock, as a snapshot says. */
  public void set(long waitingMs, long readyMs, long activeMs) {
    if (waitingMs < 0 || readyMs < 0 || activeMs < 0) {
      throw new IllegalArgumentException(
          "a clock starts at 0: " + waitingMs + ", " + readyMs + ", " + activeMs);
    }
    this.waitingMs = waitingMs;
    this.readyMs = readyMs;
    this.activeMs = activeMs;
  }
}
