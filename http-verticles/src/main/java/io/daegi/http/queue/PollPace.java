package io.daegi.http.queue;

/**
 * How often those who wait in one queue are asked to poll, so that all of them together keep within
 * a budget.
 *
 * <p>A visitor's interval is a tenth of the wait that is left, but never below a second and never
 * above {@code farMs}. When that is too often for a long queue, the tenth grows, and with it the
 * half minute at the far end: the front keeps its second, and the longer somebody has to wait, the
 * more rarely they ask. The sum of all polls has a closed form, since people are called at an even
 * rate: with {@code r} calls a second and waits from 0 to {@code T} seconds it is
 *
 * <pre>
 *   r · ∫ dt / interval(t) = r · ( t1 + (10 / stretch) · ln(t2 / t1) + (T − t2) / far )
 *                                near     growing with the wait        far
 * </pre>
 *
 * @param stretch how much longer than a tenth of the wait, at least 1
 * @param nearMs the interval at the front
 * @param farMs the longest interval
 */
record PollPace(double stretch, double nearMs, double farMs) {

  static final double NEAR_MS = 1_000;
  static final double FAR_MS = 30_000;

  /** An interval is a tenth of the wait. */
  private static final double WAIT_PER_INTERVAL = 10;

  /** Beyond this everybody but the very first asks as rarely as is allowed. */
  private static final double STRETCH_MAX = 1e6;

  /** What jitter adds to the mean number of polls, see {@link PollPolicy}. */
  private static final double JITTER_COSTS = 1.02;

  /** Halving the range so often finds the stretch to a ten-thousandth. */
  private static final int HALVINGS = 36;

  /**
   * The shortest intervals that keep the budget, or the longest that are allowed where nothing
   * does.
   *
   * @param waiting how many wait
   * @param callsPerSecond how many of them are called, at best
   * @param atMostMs the longest interval that leaves a visitor in their place
   */
  static PollPace of(long waiting, double callsPerSecond, double atMostMs, double pollsPerSecond) {
    double budget = pollsPerSecond / JITTER_COSTS;
    var pace = stretched(1, atMostMs);
    if (pace.pollsPerSecond(waiting, callsPerSecond) <= budget) {
      return pace;
    }
    double low = 0;
    double high = Math.log(STRETCH_MAX);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      boolean fits =
          stretched(Math.exp(middle), atMostMs).pollsPerSecond(waiting, callsPerSecond) <= budget;
      low = fits ? low : middle;
      high = fits ? middle : high;
    }
    return stretched(Math.exp(high), atMostMs);
  }

  private static PollPace stretched(double stretch, double atMostMs) {
    return new PollPace(stretch, Math.min(NEAR_MS, atMostMs), Math.min(FAR_MS * stretch, atMostMs));
  }

  /** The interval of somebody with this wait ahead, in milliseconds, before jitter. */
  double intervalMs(double waitMs) {
    return Math.clamp(waitMs / WAIT_PER_INTERVAL * stretch, nearMs, farMs);
  }

  /** What the whole crowd asks in a second. */
  double pollsPerSecond(long waiting, double callsPerSecond) {
    double lastMs = waiting / callsPerSecond * 1_000;
    double nearUntilMs = WAIT_PER_INTERVAL * nearMs / stretch;
    double farFromMs = Math.max(nearUntilMs, WAIT_PER_INTERVAL * farMs / stretch);
    double near = Math.min(lastMs, nearUntilMs) / nearMs;
    double between =
        lastMs > nearUntilMs
            ? WAIT_PER_INTERVAL / stretch * Math.log(Math.min(lastMs, farFromMs) / nearUntilMs)
            : 0;
    double far = lastMs > farFromMs ? (lastMs - farFromMs) / farMs : 0;
    return callsPerSecond * (near + between + far);
  }
}
