package io.daegi.http.stream;

import io.vertx.core.Handler;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.concurrent.TimeUnit;

/**
 * Ends a socket whose client sends more frames than any client has a reason to: each ping is
 * answered with a pong, so that a flood of them would fill this process's memory for whoever does
 * not read. Nothing more is read from such a socket. Belongs to one event loop.
 */
final class FrameGuard implements Handler<WebSocketFrame> {

  static final int BURST = 64;
  static final int PER_SECOND = 8;
  private static final long NS_PER_FRAME = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;

  private final ServerWebSocket socket;
  private final StreamSink sink;
  private long fullNs = System.nanoTime();
  private boolean isOver;
  private Handler<WebSocketFrame> next;

  private FrameGuard(ServerWebSocket socket, StreamSink sink) {
    this.socket = socket;
    this.sink = sink;
  }

  /** Guards a socket from its first frame on. */
  static FrameGuard on(ServerWebSocket socket, StreamSink sink) {
    var guard = new FrameGuard(socket, sink);
    socket.frameHandler(guard);
    return guard;
  }

  /** From now on frames that are not too many go there. */
  void passOn(Handler<WebSocketFrame> newNext) {
    next = newNext;
  }

  @Override
  public void handle(WebSocketFrame frame) {
    if (isOver) {
      return;
    }
    long nowNs = System.nanoTime();
    fullNs = (fullNs - nowNs > 0 ? fullNs : nowNs) + NS_PER_FRAME;
    if (fullNs - nowNs > BURST * NS_PER_FRAME) {
      isOver = true;
      sink.end(StreamEnd.badFrame());
      socket.pause();
    } else if (next != null) {
      next.handle(frame);
    }
  }
}
