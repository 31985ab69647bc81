package io.daegi.http.queue;

import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.problem.RequestIdHandler;
import io.daegi.http.token.QueueToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers the plainest polls, which are most of what an edge is asked, before anybody looks for
 * their route: a token in the header, nothing more to heed, and a visitor without a pass. What is
 * more than that, or will be refused, is left to {@link TokenRoute}, which answers these the same.
 * Belongs to one event loop.
 */
public final class PlainPolls {

  private final Edge edge;
  private final StatusReader statuses;

  public PlainPolls(Edge edge, StatusReader statuses) {
    this.edge = edge;
    this.statuses = statuses;
  }

  /** Answers the request if it is such a poll; else does nothing and returns false. */
  public boolean answer(HttpServerRequest request) {
    var token = isPlain(request) ? token(request) : null;
    var status = token == null ? null : status(token);
    if (status == null || status.isInside()) {
      return false;
    }
    statuses.seen(status);
    var response =
        request.response().putHeader(RequestIdHandler.HEADER, RequestIdHandler.of(request));
    Replies.privately(response, 200, statuses.bodyWithoutPass(status));
    return true;
  }

  /** A query, a cookie or a foreign page are more than a token. */
  private static boolean isPlain(HttpServerRequest request) {
    return HttpMethod.GET.equals(request.method())
        && request.query() == null
        && !request.headers().contains(HttpHeaders.COOKIE)
        && !request.headers().contains(HttpHeaders.ORIGIN);
  }

  private QueueToken token(HttpServerRequest request) {
    var queueId = TokenRoute.plainQueueId(request.path());
    var bearer = queueId == null ? null : Credentials.bearer(request);
    var token = bearer == null ? null : edge.tokens().decode(bearer);
    return token != null && token.queueId().equals(queueId) ? token : null;
  }

  /** What is refused here is refused again, with the right words, by the route. */
  private TokenStatus status(QueueToken token) {
    try {
      return statuses.read(token);
    } catch (ProblemException refused) {
      return null;
    }
  }
}
