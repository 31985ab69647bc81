package io.daegi.http.stream;

import io.daegi.http.problem.Jitter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

/** A Server-Sent Events answer to a visitor. */
final class EventsSink implements StreamSink {

  static final String KIND = "sse";

  private final HttpServerResponse response;
  private final String requestId;

  /** What the reader has not taken yet; null when it has taken everything. */
  private Future<Void> pending;

  EventsSink(HttpServerResponse response, String requestId) {
    this.response = response;
    this.requestId = requestId;
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

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isFull() {
    if (pending != null && pending.isComplete()) {
      pending = null;
    }
    return pending != null;
  }

  @Override
  public void send(String status, long version) {
    pending = response.write("event: status\nid: " + version + "\ndata: " + status + "\n\n");
  }

  @Override
  public void ping() {
    if (!isFull()) {
      pending = response.write(": ping\n\n");
    }
  }

  @Override
  public boolean answersPings() {
    return false;
  }

  @Override
  public void end(StreamEnd end) {
    if (response.ended() || response.closed()) {
      return;
    }
    var problem = end.problem();
    if (problem == null) {
      response.end("event: end\ndata: {}\n\n");
      return;
    }
    var retry = problem.retryAfterMs() > 0 ? "retry: " + problem.retryAfterMs() + "\n" : "";
    response.end(retry + "event: problem\ndata: " + problem.toJson(requestId).encode() + "\n\n");
  }
}
