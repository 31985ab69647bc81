package io.daegi.http.admin;

import io.daegi.booking.api.BookingClient;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.queue.StatusReader;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** All admin routes of one event loop; nothing under {@code /admin/v1} is reached without a key. */
public final class AdminRoutes {

  /** Most bytes of an operator's body: a concert's plan is longer than what visitors send. */
  static final int MAX_BODY_BYTES = 256 * 1024;

  private final AdminAuth auth;
  private final QueuesRoute queues;
  private final QueueStateRoute states;
  private final MessageRoute messages;
  private final LiveRoute live;
  private final LiveFeeds feeds;
  private final ConcertRoute concerts;
  private final RefundRoute refunds;
  private final AuditRoute audit;

  /** Starts the live feeds; on the event loop that it belongs to. */
  public AdminRoutes(
      Edge edge,
      StatusReader statuses,
      BoardGate gate,
      BookingClient booking,
      WrongKeyLimit wrongKeys) {
    var trail = new AuditTrail(booking, edge.clients());
    var commands = new QueueCommands(edge, gate, trail);
    auth = new AdminAuth(edge.config().adminKey(), edge.clock(), edge.clients(), wrongKeys);
    queues = new QueuesRoute(edge, statuses, gate, commands);
    states = new QueueStateRoute(edge, statuses, commands);
    messages = new MessageRoute(edge, statuses, commands);
    feeds = new LiveFeeds(edge);
    live = new LiveRoute(statuses, feeds);
    concerts = new ConcertRoute(booking, trail);
    refunds = new RefundRoute(booking, trail);
    audit = new AuditRoute(booking);
  }

  public void mount(Router router) {
    router.route("/admin/v1/*").handler(auth);
    var body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
    queues.mount(router, body);
    states.mount(router, body);
    messages.mount(router, body);
    live.mount(router);
    concerts.mount(router, body);
    refunds.mount(router, body);
    audit.mount(router);
  }

  /** Ends the live feeds with a word when to come back. */
  public void shutDown() {
    feeds.shutDown();
  }
}
