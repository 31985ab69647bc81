package io.daegi.bench.booking.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.HdrHistogram.Histogram;

/** What became of an open loop. Used on one event loop, but for {@link #sent}. */
final class OpenHolds {

  private final Histogram latencyNs;
  private final Promise<Long> done = Promise.promise();
  private volatile long sent;
  private long answered;
  private boolean allSent;

  OpenHolds(Histogram latencyNs) {
    this.latencyNs = latencyNs;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void sent() {
    sent++;
  }

  void answered(long tookNs) {
    latencyNs.recordValue(Math.min(latencyNs.getHighestTrackableValue(), tookNs));
    answered++;
    completeIfAll();
  }

  void failed(Throwable cause) {
    done.tryFail(cause);
  }

  /** How many were answered, when all are. */
  Future<Long> count() {
    return done.future();
  }

  void allSent() {
    allSent = true;
    completeIfAll();
  }

  private void completeIfAll() {
    if (allSent && answered == sent) {
      done.tryComplete(answered);
    }
  }
}
