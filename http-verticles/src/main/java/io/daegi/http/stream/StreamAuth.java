package io.daegi.http.stream;

import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.vertx.ext.web.RoutingContext;

/** Who may open a stream: by ticket, token in the address, header, or cookie from a known page. */
final class StreamAuth {

  private final Edge edge;
  private final Credentials credentials;

  StreamAuth(Edge edge, Credentials credentials) {
    this.edge = edge;
    this.credentials = credentials;
  }

  /** The grant for this queue's stream; refuses like every call of the queue. */
  StreamGrant grant(RoutingContext context, String queueId) {
    var query = context.queryParams();
    var ticket = query.get("ticket");
    if (ticket != null) {
      return new StreamGrant(of(queueId, edge.tickets().decode(ticket)), true);
    }
    var token = query.get("token");
    if (token != null) {
      return new StreamGrant(of(queueId, edge.tokens().decode(token)), false);
    }
    var presented = credentials.token(context, queueId);
    if (presented.byCookie() && !isKnownPage(context)) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).toException();
    }
    return new StreamGrant(presented.token(), true);
  }

  private boolean isKnownPage(RoutingContext context) {
    var headers = context.request().headers();
    boolean isUpgrade = headers.contains("Sec-WebSocket-Key");
    return isUpgrade
        ? credentials.origins().mayWrite(headers)
        : credentials.origins().mayRead(headers);
  }

  private static QueueToken of(String queueId, QueueToken token) {
    if (token == null) {
      throw Problem.of(ProblemCode.TOKEN_INVALID).toException();
    }
    if (!token.queueId().equals(queueId)) {
      throw Problem.of(ProblemCode.WRONG_QUEUE).toException();
    }
    return token;
  }
}
