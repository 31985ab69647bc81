package io.daegi.http.stream;

import io.daegi.engine.model.HoldReason;
import io.daegi.engine.model.QueueState;
import io.daegi.engine.model.TokenState;
import io.daegi.http.queue.TokenStatus;
import io.daegi.http.token.QueueToken;
import java.util.Objects;

/**
 * One visitor's open stream: decides when a status is worth a frame. Belongs to the event loop of
 * its hub, but for {@link #replace()}.
 */
final class TokenStream {

  static final long POSITION_EVERY_MS = 1_000;
  static final long UNCHANGED_EVERY_MS = 15_000;
  static final long PING_EVERY_MS = 20_000;
  static final long SLOW_MS = 10_000;
  private static final int MAX_UNANSWERED_PINGS = 2;

  /** What a visitor wants to know at once. */
  private record Urgent(
      TokenState state, QueueState queueState, HoldReason held, String message, String pass) {}

  private final StreamHub hub;
  private final StreamGrant grant;
  private final StreamSink sink;
  private final long openedMs;
  private Urgent told;
  private long toldPosition;
  private long toldMs;
  private long pingedMs;
  private int unansweredPings;
  private long fullSinceMs;
  private long seenMs;
  private boolean isClosed;

  TokenStream(StreamHub hub, StreamGrant grant, StreamSink sink, long nowMs) {
    this.hub = hub;
    this.grant = grant;
    this.sink = sink;
    this.openedMs = nowMs;
    this.pingedMs = nowMs;
  }

  QueueToken token() {
    return grant.token();
  }

  String kind() {
    return sink.kind();
  }

  boolean carriesPass() {
    return grant.carriesPass();
  }

  long openedMs() {
    return openedMs;
  }

  /** Whether the reader keeps up; one that does not for long is closed. */
  boolean isReadable(long nowMs) {
    if (!sink.isFull()) {
      fullSinceMs = 0;
      return true;
    }
    if (fullSinceMs == 0) {
      fullSinceMs = nowMs;
    } else if (nowMs - fullSinceMs > SLOW_MS) {
      end(StreamEnd.tooSlow());
    }
    return false;
  }

  /** Sends the status when it says something new, or when nothing was said for a while. */
  void offer(TokenStatus status, String pass, long nowMs) {
    var queue = status.queue();
    var urgent =
        new Urgent(status.view().state(), queue.state(), queue.held(), status.message(), pass);
    long position = status.view().position();
    long quietMs = nowMs - toldMs;
    if (urgent.equals(told)
        && quietMs < UNCHANGED_EVERY_MS
        && (position == toldPosition || quietMs < POSITION_EVERY_MS)) {
      return;
    }
    told = Objects.requireNonNull(urgent);
    toldPosition = position;
    toldMs = nowMs;
    sink.send(status.toJson(pass).encode(), status.view().version());
  }

  /** Whether it is time to tell the engine that this visitor is still there. */
  boolean isSignOfLifeDue(long nowMs, long waitingTtlMs) {
    if (nowMs - seenMs < Math.min(5_000, waitingTtlMs / 3)) {
      return false;
    }
    seenMs = nowMs;
    return true;
  }

  /** Pings now and then; two without an answer mean that nobody is there. */
  void pingWhenDue(long nowMs) {
    if (nowMs - pingedMs < PING_EVERY_MS) {
      return;
    }
    if (sink.answersPings() && unansweredPings >= MAX_UNANSWERED_PINGS) {
      end(StreamEnd.tooSlow());
      return;
    }
    pingedMs = nowMs;
    unansweredPings++;
    sink.ping();
  }

  /** The client answered, or said something of its own accord. */
  void heard() {
    unansweredPings = 0;
  }

  /** Says why, closes and forgets the stream; once. */
  void end(StreamEnd end) {
    if (!isClosed) {
      sink.end(end);
      closed();
    }
  }

  /** The connection is gone. */
  void closed() {
    if (!isClosed) {
      isClosed = true;
      hub.forget(this);
    }
  }

  /** Ends a stream that a newer one replaces; may be called from any thread. */
  void replace() {
    hub.run(() -> end(StreamEnd.replaced()));
  }
}
