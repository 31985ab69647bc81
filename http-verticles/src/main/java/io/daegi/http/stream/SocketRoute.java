package io.daegi.http.stream;

import io.daegi.http.edge.BoardGate;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.LeavePolicy;
import io.daegi.http.queue.SeenVersion;
import io.daegi.http.queue.StatusReader;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/queues/{queueId}/tokens/me/socket}: statuses over WebSocket. */
public final class SocketRoute {

  private static final Logger log = LoggerFactory.getLogger(SocketRoute.class);
  private static final String VERSION = "13";

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
    if (!isHandshake(headers)) {
      if (context.request().version() != HttpVersion.HTTP_2) {
        context.response().putHeader("Upgrade", "websocket");
      }
      context.response().putHeader("Sec-WebSocket-Version", VERSION);
      throw Problem.of(ProblemCode.UPGRADE_REQUIRED).toException();
    }
    context
        .request()
        .toWebSocket()
        .onSuccess(socket -> open(context, socket))
        .onFailure(failure -> log.debug("a WebSocket handshake failed", failure));
  }

  /** What would be refused in another form than a problem is found here. */
  private static boolean isHandshake(MultiMap headers) {
    var connection = headers.get("Connection");
    return "websocket".equalsIgnoreCase(headers.get("Upgrade"))
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade")
        && headers.contains("Sec-WebSocket-Key")
        && VERSION.equals(headers.get("Sec-WebSocket-Version"));
  }

  /** A refusal is told by a close code: browsers hide the answer to a failed handshake. */
  private void open(RoutingContext context, ServerWebSocket socket) {
    var sink = new SocketSink(socket, context.request().connection());
    var frames = FrameGuard.on(socket, sink);
    try {
      var grant = auth.grant(context, context.pathParam("queueId"));
      var queue = statuses.queue(grant.token().queueId());
      gate.reached(queue.partition(), SeenVersion.ofQuery(context))
          .onSuccess(none -> stream(socket, sink, frames, grant))
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

  private void stream(
      ServerWebSocket socket, SocketSink sink, FrameGuard frames, StreamGrant grant) {
    if (socket.isClosed()) {
      return;
    }
    var stream = hub.open(grant, sink);
    if (stream == null || stream.isClosed()) {
      return;
    }
    socket.closeHandler(none -> stream.closed());
    socket.exceptionHandler(failure -> failed(sink, stream, failure));
    frames.passOn(new SocketFrames(stream, leaving));
  }

  /** What the decoder refuses is a frame that nobody may send. */
  private static void failed(SocketSink sink, TokenStream stream, Throwable failure) {
    if (!(failure instanceof CorruptedWebSocketFrameException corrupt)) {
      stream.closed();
      return;
    }
    stream.end(
        WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupt.closeStatus())
            ? StreamEnd.frameTooLarge()
            : StreamEnd.badFrame());
    // the decoder cuts the connection right after this: the close code must be out by then
    sink.flush();
  }
}
