package io.daegi.http.queue;

import io.daegi.engine.board.TokenView;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.problem.Jitter;

/** How soon a visitor should ask again: soon near the front, later far back, never all together. */
final class PollPolicy {

  static final long NEAR_MS = 1_000;
  static final long FAR_MS = 30_000;
  private static final long INSIDE_MS = 5_000;

  private PollPolicy() {}

  /** Milliseconds, jittered, at most a third of the time that a visitor may be silent. */
  static long pollAfterMs(TokenView view, QueueSettings settings) {
    long wish = Jitter.around(wishMs(view, settings));
    long atMost = Math.max(100, settings.waitingTtlMs() / 3);
    return Math.clamp(wish, 100, atMost);
  }

  private static long wishMs(TokenView view, QueueSettings settings) {
    if (view.state().isEnded() && view.state() != TokenState.ABANDONED) {
      return FAR_MS;
    }
    if (view.state().isAdmitted()) {
      return INSIDE_MS;
    }
    double aheadMs =
        view.etaMs() >= 0
            ? view.etaMs()
            : view.position() * 1_000 / Math.max(settings.admitPerSecond(), 0.001);
    return (long) Math.clamp(aheadMs / 10, NEAR_MS, FAR_MS);
  }
}
