package io.daegi.http.stream;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.SeenVersion;
import io.daegi.http.queue.StatusReader;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/queues/{queueId}/tokens/me/socket}: statuses over WebSocket. */
public final class SocketRoute {

  private static final Logger log = LoggerFactory.getLogger(SocketRoute.class);

  private final StreamAuth auth;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final LeavePolicy leaving;
  private final StreamHub hub;

  public SocketRoute(StreamParts parts, StreamHub hub) {
    this.auth = parts.auth();
    this.statuses = parts.statuses();
    this.gate = parts.gate();
    this.leaving = parts.leaving();
    this.hub = hub;
  }

  public void mount(Router router) {
    router.get("/v1/queues/:queueId/tokens/me/socket").handler(this::upgrade);
  }

  private void upgrade(RoutingContext context) {
    var headers = context.request().headers();
    if (!"websocket".equalsIgnoreCase(headers.get("Upgrade"))
        || !headers.contains("Sec-WebSocket-Key")) {
      if (context.request().version() != HttpVersion.HTTP_2) {
        context.response().putHeader("Upgrade", "websocket");
      }
      throw Problem.of(ProblemCode.UPGRADE_REQUIRED).toException();
    }
    context
        .request()
        .toWebSocket()
        .onSuccess(socket -> open(context, socket))
        .onFailure(failure -> log.debug("a WebSocket handshake failed", failure));
  }

  /** A refusal is told by a close code: browsers hide the answer to a failed handshake. */
  private void open(RoutingContext context, ServerWebSocket socket) {
    var sink = new SocketSink(socket, context.request().connection());
    try {
      var grant = auth.grant(context, context.pathParam("queueId"));
      var queue = statuses.queue(grant.token().queueId());
      gate.reached(queue.partition(), SeenVersion.ofQuery(context))
          .onSuccess(none -> stream(socket, sink, grant))
          .onFailure(failure -> refuse(sink, failure));
    } catch (RuntimeException refusal) {
      refuse(sink, refusal);
    }
  }

  private static void refuse(SocketSink sink, Throwable failure) {
    var problem = Problem.of(ProblemCode.INTERNAL);
    if (failure instanceof ProblemException refusal) {
      problem = refusal.problem();
    } else {
      log.error("a WebSocket could not be opened", failure);
    }
    sink.end(StreamEnd.of(problem));
  }

  private void stream(ServerWebSocket socket, SocketSink sink, StreamGrant grant) {
    if (socket.isClosed()) {
      return;
    }
    var stream = hub.open(grant, sink);
    if (stream == null || stream.isClosed()) {
      return;
    }
    socket.closeHandler(none -> stream.closed());
    socket.frameHandler(new SocketFrames(stream, leaving));
  }
}
