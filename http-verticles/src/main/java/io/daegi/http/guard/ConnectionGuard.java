package io.daegi.http.guard;

import io.daegi.http.edge.SecurityHeaders;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemHandler;
import io.daegi.http.problem.RequestIdHandler;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the connections of one event loop: takes no more than there is room for, and closes
 * those that take too long over a head or a body, however steadily they trickle. An idle time-out
 * alone would be kept alive by a byte a minute. One timer looks at all of them.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {

  private static final long LOOK_EVERY_MS = 250;

  private final Connections connections;
  private final ConnectionLimits limits;
  private final Map<HttpConnection, Waiting> connectionToWaiting = new HashMap<>();

  private final EarlyFrames earlyFrames = new EarlyFrames();
  private final List<Body> bodies = new ArrayList<>();

  /** Starts looking; on the event loop that it belongs to. */
  public ConnectionGuard(Vertx vertx, Connections connections) {
    this.connections = connections;
    this.limits = connections.limits();
    vertx.setPeriodic(LOOK_EVERY_MS, id -> look());
  }

  /** A request whose body is still to come. */
  private record Body(HttpServerRequest request, long untilMs) {}

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a channel that will not close is closed already
  public void handle(HttpConnection connection) {
    var channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (!connections.tryOpen()) {
      channel.close();
      return;
    }
    if (channel.pipeline().get(HttpRequestDecoder.class) != null) {
      channel.pipeline().addBefore(EarlyFrames.BEFORE, "earlyFrames", earlyFrames);
    }
    connectionToWaiting.put(connection, new Waiting(channel, nowMs(), limits.headMs()));
    // a socket's upgrade replaces the connection, which then never hears of its end
    channel
        .closeFuture()
        .addListener(
            closed -> {
              connectionToWaiting.remove(connection);
              connections.closed();
            });
  }

  /** A request's head is complete. */
  public void began(HttpServerRequest request) {
    var waiting = connectionToWaiting.get(request.connection());
    if (waiting != null) {
      waiting.answering(request);
    }
    if (hasBody(request)) {
      bodies.add(new Body(request, nowMs() + limits.bodyMs()));
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    var headers = request.headers();
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? headers.contains(HttpHeaders.TRANSFER_ENCODING)
            || (request.version() == HttpVersion.HTTP_2 && !HttpMethod.GET.equals(request.method()))
        : !length.equals("0");
  }

  private void look() {
    long nowMs = nowMs();
    bodies.removeIf(body -> isDone(body, nowMs));
    // a copy, because what is closed is forgotten at once
    for (var waiting : List.copyOf(connectionToWaiting.values())) {
      if (waiting.isOver(nowMs, limits.keepMs())) {
        connections.cut(Connections.Cut.NO_REQUEST);
        waiting.close();
      }
    }
  }

  private boolean isDone(Body body, long nowMs) {
    if (body.request().isEnded() || body.request().response().closed()) {
      return true;
    }
    if (nowMs < body.untilMs()) {
      return false;
    }
    connections.cut(Connections.Cut.SLOW_BODY);
    refuse(body.request());
    return true;
  }

  private static void refuse(HttpServerRequest request) {
    var response = request.response();
    if (!response.headWritten()) {
      SecurityHeaders.put(response);
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      ProblemHandler.write(
          response, Problem.of(ProblemCode.REQUEST_TOO_SLOW), RequestIdHandler.of(request));
    }
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      request.connection().close();
    }
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
