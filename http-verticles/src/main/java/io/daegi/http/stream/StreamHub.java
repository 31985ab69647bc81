package io.daegi.http.stream;

import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.TokenStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of one event loop. One timer looks at the board for all of them: no timer, query or
 * subscription for each.
 */
public final class StreamHub {

  private static final Logger log = LoggerFactory.getLogger(StreamHub.class);
  private static final long LOOK_EVERY_MS = 100;

  private final Edge edge;
  private final StatusReader statuses;
  private final StreamRegistry registry;
  private final Set<TokenStream> streams = new LinkedHashSet<>();
  private final long timer;
  private boolean isShutDown;

  /** Starts looking; on the event loop that it belongs to. */
  public StreamHub(Edge edge, StatusReader statuses, StreamRegistry registry) {
    this.edge = edge;
    this.statuses = statuses;
    this.registry = registry;
    this.timer = edge.context().owner().setPeriodic(LOOK_EVERY_MS, id -> lookAtAll());
  }

  /**
   * Opens a stream and sends its first status.
   *
   * @return null when this process has no place for it; the sink was told
   */
  TokenStream open(StreamGrant grant, StreamSink sink) {
    if (isShutDown) {
      sink.end(StreamEnd.comeBack());
      return null;
    }
    if (!registry.tryReserve()) {
      sink.end(StreamEnd.overloaded());
      return null;
    }
    long nowMs = edge.clock().millis();
    var stream = new TokenStream(this, grant, sink, nowMs);
    streams.add(stream);
    registry.opened(stream);
    look(stream, nowMs);
    return stream;
  }

  /** Ends every stream with a word when to come back, and takes no more. */
  public void shutDown() {
    isShutDown = true;
    edge.context().owner().cancelTimer(timer);
    for (var stream : new ArrayList<>(streams)) {
      stream.end(StreamEnd.comeBack());
    }
  }

  void forget(TokenStream stream) {
    if (streams.remove(stream)) {
      registry.closed(stream);
    }
  }

  /** Runs the task on the hub's event loop. */
  void run(Runnable task) {
    edge.context().runOnContext(none -> task.run());
  }

  private void lookAtAll() {
    long nowMs = edge.clock().millis();
    for (var stream : new ArrayList<>(streams)) {
      look(stream, nowMs);
    }
  }

  private void look(TokenStream stream, long nowMs) {
    try {
      stream.pingWhenDue(nowMs);
      if (stream.isReadable(nowMs)) {
        show(stream, nowMs);
      }
    } catch (ProblemException refusal) {
      stream.end(StreamEnd.of(refusal.problem()));
    } catch (RuntimeException e) {
      log.error("a stream failed", e);
      stream.end(StreamEnd.of(Problem.of(ProblemCode.INTERNAL)));
    }
  }

  private void show(TokenStream stream, long nowMs) {
    var status = statuses.read(stream.token());
    if (status.wantsSignOfLife()
        && stream.isSignOfLifeDue(nowMs, status.queue().settings().waitingTtlMs())) {
      edge.engine().seen(stream.token().queueId(), stream.token().number());
    }
    if (isStale(stream, status, nowMs)) {
      stream.end(StreamEnd.comeBack());
      return;
    }
    var pass = stream.carriesPass() ? statuses.pass(status) : null;
    if (pass != null && !pass.isComplete()) {
      return;
    }
    stream.offer(status, pass == null ? null : pass.result(), nowMs);
    if (status.isOver()) {
      stream.end(StreamEnd.ended());
    }
  }

  /** A stream that began on a stale board gets as long to see it recover. */
  private boolean isStale(TokenStream stream, TokenStatus status, long nowMs) {
    long limitMs = edge.config().boardStaleMs();
    return status.ageMs() > limitMs && nowMs - stream.openedMs() > limitMs;
  }
}
