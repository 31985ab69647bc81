package io.daegi.http.admin;

import io.daegi.booking.api.BookingClient;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.Origins;
import io.daegi.http.queue.StatusReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * All admin routes of one event loop. Nothing under {@code /admin/v1} is reached without the key or
 * a session that was begun with it; but for beginning and ending one.
 */
public final class AdminRoutes {

  /** Most bytes of an operator's body: a concert's plan is longer than what visitors send. */
  static final int MAX_BODY_BYTES = 256 * 1024;

  private final AdminAuth auth;
  private final SignInRoute signIn;
  private final QueuesRoute queues;
  private final QueueStateRoute states;
  private final MessageRoute messages;
  private final TokenLookupRoute tokens;
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
      WrongKeyLimit wrongKeys,
      MeterRegistry meters) {
    var config = edge.config();
    var keys = new AdminKeyCheck(config.adminKey(), edge.clock(), edge.clients(), wrongKeys);
    var sessions = new AdminSessions(config, edge.clock());
    var origins = new Origins(config);
    var trail = new AuditTrail(booking, edge.clients());
    var shape = new AdminQueue(edge.board(), new Vitals(meters));
    var commands = new QueueCommands(edge, shape, gate, trail);
    auth = new AdminAuth(keys, sessions, origins);
    signIn = new SignInRoute(keys, sessions, origins);
    queues = new QueuesRoute(edge, shape, statuses, gate, commands);
    states = new QueueStateRoute(edge, statuses, commands);
    messages = new MessageRoute(edge, statuses, commands);
    tokens = new TokenLookupRoute(edge, statuses, booking);
    feeds = new LiveFeeds(edge, shape);
    live = new LiveRoute(statuses, feeds);
    concerts = new ConcertRoute(booking, trail);
    refunds = new RefundRoute(booking, trail);
    audit = new AuditRoute(booking);
  }

  public void mount(Router router) {
    signIn.mountOpen(router, BodyHandler.create(false).setBodyLimit(HttpConfig.MAX_BODY_BYTES));
    router.route("/admin/v1/*").handler(auth);
    signIn.mount(router);
    var body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
    queues.mount(router, body);
    states.mount(router, body);
    messages.mount(router, body);
    tokens.mount(router);
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
