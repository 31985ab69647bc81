package io.daegi.http.admin;

import io.daegi.http.queue.StatusReader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /admin/v1/queues/{queueId}/events}: the queue's figures as Server-Sent Events, every
 * second. A refusal is a plain problem: who sends an {@code Authorization} header can read one.
 */
final class LiveRoute {

  private final StatusReader statuses;
  private final LiveFeeds feeds;

  LiveRoute(StatusReader statuses, LiveFeeds feeds) {
    this.statuses = statuses;
    this.feeds = feeds;
  }

  void mount(Router router) {
    router.get("/admin/v1/queues/:queueId/events").handler(this::open);
  }

  private void open(RoutingContext context) {
    feeds.open(context, statuses.queue(context.pathParam("queueId")).queueId());
  }
}
