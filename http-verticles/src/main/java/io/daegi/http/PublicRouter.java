package io.daegi.http;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.edge.SecurityHeaders;
import io.daegi.http.edge.UnknownRoute;
import io.daegi.http.problem.ProblemHandler;
import io.daegi.http.problem.RequestIdHandler;
import io.daegi.http.queue.EnterRoute;
import io.daegi.http.queue.JoinCounter;
import io.daegi.http.queue.JoinLimit;
import io.daegi.http.queue.JoinRoute;
import io.daegi.http.queue.QueueRoute;
import io.daegi.http.queue.StatusReader;
import io.daegi.http.queue.TokenRoute;
import io.daegi.http.token.VisitorPolicy;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** All public routes of one event loop, on one screen. */
final class PublicRouter {

  private final HttpServices services;
  private final Edge edge;

  PublicRouter(HttpServices services, Edge edge) {
    this.services = services;
    this.edge = edge;
  }

  Router create() {
    var router = Router.router(edge.context().owner());
    router
        .route()
        .handler(new RequestIdHandler())
        .handler(new SecurityHeaders())
        .failureHandler(new ProblemHandler());
    var body = BodyHandler.create(false).setBodyLimit(HttpConfig.MAX_BODY_BYTES);
    mountQueue(router, body);
    new UnknownRoute().mount(router);
    for (int status : new int[] {400, 404, 405, 413, 500}) {
      router.errorHandler(status, new ProblemHandler(status));
    }
    return router;
  }

  private void mountQueue(Router router, BodyHandler body) {
    var credentials = new Credentials(edge);
    var statuses = new StatusReader(edge);
    var gate = new BoardGate(edge.context(), edge.board());
    new QueueRoute(statuses).mount(router);
    new JoinRoute(
            edge,
            credentials,
            statuses,
            gate,
            new VisitorPolicy(services.keys()),
            JoinLimit.NONE,
            new JoinCounter(services.meters()))
        .mount(router, body);
    new TokenRoute(edge, credentials, statuses, gate).mount(router);
    new EnterRoute(edge, credentials, statuses, gate).mount(router);
  }
}
