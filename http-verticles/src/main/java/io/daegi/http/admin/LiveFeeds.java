package io.daegi.http.admin;

import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.RequestIdHandler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** The operators' live feeds of one event loop, all driven by one timer. */
final class LiveFeeds {

  static final int MAX_FEEDS = 100;
  private static final long EVERY_MS = 1_000;

  private final Edge edge;
  private final AdminQueue shape;
  private final Set<LiveFeed> feeds = new LinkedHashSet<>();
  private final long timer;
  private boolean isShutDown;

  LiveFeeds(Edge edge, AdminQueue shape) {
    this.edge = edge;
    this.shape = shape;
    this.timer = edge.context().owner().setPeriodic(EVERY_MS, id -> sendAll());
  }

  /** Begins the answer and sends the first figures; refuses what is more than this loop takes. */
  void open(RoutingContext context, String queueId) {
    if (isShutDown) {
      throw Problem.of(ProblemCode.UNAVAILABLE)
          .withRetryAfterMs(Jitter.between(1_000, 5_000))
          .toException();
    }
    if (feeds.size() >= MAX_FEEDS) {
      throw Problem.of(ProblemCode.OVERLOADED)
          .withRetryAfterMs(Jitter.between(5_000, 15_000))
          .toException();
    }
    var session = AdminSession.of(context);
    long endsAtMs = session == null ? Long.MAX_VALUE : session.endsAtMs();
    var feed = new LiveFeed(context.response(), queueId, RequestIdHandler.of(context), endsAtMs);
    feeds.add(feed);
    context.response().closeHandler(none -> feeds.remove(feed));
    context.response().exceptionHandler(failure -> feeds.remove(feed));
    feed.begin();
    send(feed, edge.clock().millis());
  }

  private void sendAll() {
    long nowMs = edge.clock().millis();
    for (var feed : new ArrayList<>(feeds)) {
      send(feed, nowMs);
    }
  }

  private void send(LiveFeed feed, long nowMs) {
    if (feed.isOver(nowMs)) {
      feeds.remove(feed);
      feed.end(Problem.of(ProblemCode.ADMIN_KEY_INVALID, "the session is over"));
    } else if (!feed.offer(edge.board().queue(feed.queueId()), shape, nowMs)) {
      feeds.remove(feed);
      feed.end(Problem.of(ProblemCode.STREAM_TOO_SLOW));
    }
  }

  void shutDown() {
    isShutDown = true;
    edge.context().owner().cancelTimer(timer);
    for (var feed : new ArrayList<>(feeds)) {
      feed.end(Problem.of(ProblemCode.UNAVAILABLE).withRetryAfterMs(Jitter.between(1_000, 5_000)));
    }
    feeds.clear();
  }
}
