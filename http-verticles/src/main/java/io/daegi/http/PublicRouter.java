package io.daegi.http;

import io.daegi.http.about.AboutRoutes;
import io.daegi.http.admin.AdminRoutes;
import io.daegi.http.booking.BookingParts;
import io.daegi.http.booking.BookingRoutes;
import io.daegi.http.edge.AdmissionGate;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.CrossOrigin;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.FormRefusal;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.UnknownRoute;
import io.daegi.http.page.ConsoleRoute;
import io.daegi.http.page.PageRoute;
import io.daegi.http.page.PlainRoute;
import io.daegi.http.problem.ProblemHandler;
import io.daegi.http.problem.RequestIdHandler;
import io.daegi.http.queue.EnterRoute;
import io.daegi.http.queue.JoinCounter;
import io.daegi.http.queue.JoinLimit;
import io.daegi.http.queue.JoinPolicy;
import io.daegi.http.queue.JoinRoute;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.PlainPolls;
import io.daegi.http.queue.QueueRoute;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.TokenRoute;
import io.daegi.http.shop.SessionRoute;
import io.daegi.http.shop.VerifyRoute;
import io.daegi.http.stream.EventsRoute;
import io.daegi.http.stream.SocketRoute;
import io.daegi.http.stream.StreamHub;
import io.daegi.http.stream.StreamParts;
import io.daegi.http.stream.TicketRoute;
import io.daegi.http.token.PassVerifier;
import io.daegi.http.token.VisitorPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** All public routes of one event loop, on one screen. */
final class PublicRouter {

  private final HttpServices services;
  private final Edge edge;
  private final Credentials credentials;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final LeavePolicy leaving;
  private final StreamHub hub;
  private final AdminRoutes admin;
  private final JoinLimit joinLimit;
  private final JoinPolicy joins;

  PublicRouter(HttpServices services, Edge edge) {
    this.services = services;
    this.edge = edge;
    this.credentials = new Credentials(edge);
    this.statuses = new StatusReader(edge);
    this.gate = new BoardGate(edge.context(), edge.board());
    this.leaving = new LeavePolicy(edge, gate, services.booking(), services.streams()::lookAgain);
    this.hub = new StreamHub(edge, statuses, services.streams());
    this.admin =
        new AdminRoutes(
            edge, statuses, gate, services.booking(), services.wrongKeys(), services.meters());
    this.joinLimit = services.joins().on(edge.context().owner());
    this.joins =
        new JoinPolicy(
            edge,
            gate,
            new VisitorPolicy(services.keys()),
            joinLimit,
            new JoinCounter(services.meters()));
  }

  /** Ends the streams with a word when to come back; before the server is shut down. */
  void shutDown() {
    hub.shutDown();
    admin.shutDown();
  }

  /** Ends what requests use; when there are none any more. */
  void close() {
    joinLimit.close();
  }

  /** What is answered before it comes to the routes. */
  PlainPolls plainPolls() {
    return new PlainPolls(edge, statuses);
  }

  Router create() {
    var router = Router.router(edge.context().owner());
    router.route().handler(new RequestIdHandler()).failureHandler(new ProblemHandler());
    var body = BodyHandler.create(false).setBodyLimit(HttpConfig.MAX_BODY_BYTES);
    var admission = new AdmissionGate(edge, gate);
    mountShop(router, admission);
    router.route().handler(new FormRefusal());
    new CrossOrigin(edge.config().allowedOrigins()).mount(router);
    mountQueue(router, body);
    mountStreams(router);
    mountBooking(router, body, admission);
    admin.mount(router);
    new AboutRoutes(services.keys()).mount(router);
    mountPages(router);
    new ConsoleRoute().mount(router);
    new UnknownRoute().mount(router);
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      router.errorHandler(status, new ProblemHandler(status));
    }
    return router;
  }

  private void mountQueue(Router router, BodyHandler body) {
    new TokenRoute(leaving, credentials, statuses, gate).mount(router);
    new QueueRoute(statuses, edge.clock()).mount(router);
    new JoinRoute(edge, credentials, statuses, joins).mount(router, body);
    new EnterRoute(edge, credentials, statuses, gate).mount(router);
    new SessionRoute(edge, gate).mount(router, body);
  }

  private void mountStreams(Router router) {
    var parts = new StreamParts(edge, credentials, statuses, gate, leaving);
    new TicketRoute(parts).mount(router);
    new EventsRoute(parts, hub).mount(router);
    new SocketRoute(parts, hub).mount(router);
  }

  private void mountShop(Router router, AdmissionGate admission) {
    var passes = new PassVerifier(services.keys(), services.config().publicUrl());
    new VerifyRoute(edge, credentials, admission, passes).mount(router);
  }

  private void mountPages(Router router) {
    new PlainRoute(services.pages(), edge, credentials, statuses, gate, joins, leaving)
        .mount(router);
    new PageRoute(services.pages(), edge).mount(router);
  }

  private void mountBooking(Router router, BodyHandler body, AdmissionGate admission) {
    var parts =
        BookingParts.on(edge, services.booking(), credentials, admission, services.ownWrites());
    new BookingRoutes(parts, edge).mount(router, body);
  }
}
