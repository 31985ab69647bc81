package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.vertx.core.http.HttpServerResponse;

/** One operator's open look at a queue. */
final class LiveFeed {

  private static final long SLOW_MS = 10_000;

  private final HttpServerResponse response;
  private final String queueId;
  private final String requestId;
  private final long endsAtMs;
  private long fullSinceMs;

  /**
   * @param endsAtMs when the session ends that opened it; what it was renewed to counts for the
   *     next
   */
  LiveFeed(HttpServerResponse response, String queueId, String requestId, long endsAtMs) {
    this.response = response;
    this.queueId = queueId;
    this.requestId = requestId;
    this.endsAtMs = endsAtMs;
  }

  String queueId() {
    return queueId;
  }

  boolean isOver(long nowMs) {
    return nowMs >= endsAtMs;
  }

  /** Starts the answer: nothing on the way may hold it back or pack it. */
  void begin() {
    response
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no")
        .setChunked(true);
    response.write("retry: " + Jitter.between(1_000, 3_000) + "\n\n");
  }

  /** Sends the figures unless the reader lags; false when it has lagged for too long. */
  boolean offer(QueueView queue, AdminQueue shape, long nowMs) {
    if (response.writeQueueFull()) {
      fullSinceMs = fullSinceMs == 0 ? nowMs : fullSinceMs;
      return nowMs - fullSinceMs <= SLOW_MS;
    }
    fullSinceMs = 0;
    var json = shape.json(queue).encode();
    response.write("event: queue\nid: " + queue.version() + "\ndata: " + json + "\n\n");
    return true;
  }

  /** Says why, and closes. */
  void end(Problem problem) {
    if (response.ended() || response.closed()) {
      return;
    }
    var retry = problem.retryAfterMs() > 0 ? "retry: " + problem.retryAfterMs() + "\n" : "";
    response.end(retry + "event: problem\ndata: " + problem.toJson(requestId).encode() + "\n\n");
  }
}
