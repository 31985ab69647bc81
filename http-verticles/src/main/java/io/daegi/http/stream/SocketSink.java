package io.daegi.http.stream;

import io.netty.channel.Channel;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** A WebSocket to a visitor. */
final class SocketSink implements StreamSink {

  static final String KIND = "websocket";

  private static final Buffer EMPTY = Buffer.buffer(0);

  /** How long a reader who took nothing may take to read that this is the end. */
  private static final long STUCK_READER_MS = 2_000;

  private final ServerWebSocket socket;
  private final Channel channel;

  /** What the reader has not taken yet; null when it has taken everything. */
  private Future<Void> pending;

  /**
   * @param connection the one that became the socket. Pings find out who is gone, one scan for all
   *     of them: the server's own timer for an idle connection is taken off it
   */
  SocketSink(ServerWebSocket socket, HttpConnection connection) {
    this.socket = socket;
    this.channel = ((ConnectionBase) connection).channelHandlerContext().channel();
    if (channel.pipeline().get(IdleStateHandler.class) != null) {
      channel.pipeline().remove(IdleStateHandler.class);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isFull() {
    if (pending != null && pending.isComplete()) {
      pending = null;
    }
    return pending != null;
  }

  @Override
  public void send(String status, long version) {
    pending = socket.writeTextMessage(status);
    if (pending.isComplete()) {
      pending = null;
    }
  }

  /** Not behind a status that waits to be taken: a reader of those is not asked for a pong. */
  @Override
  public void ping() {
    if (!isFull()) {
      pending = socket.writePing(EMPTY);
    }
  }

  @Override
  public boolean answersPings() {
    return true;
  }

  /** Lets everything that was written go out now. */
  void flush() {
    channel.flush();
  }

  @Override
  public void end(StreamEnd end) {
    if (socket.isClosed()) {
      return;
    }
    boolean isStuck = isFull();
    socket.close((short) end.code(), end.reason());
    if (isStuck) {
      Vertx.currentContext().owner().setTimer(STUCK_READER_MS, id -> cutOff());
    }
  }

  /** Past Vert.x, which would wait for the reader. */
  private void cutOff() {
    channel.unsafe().close(channel.voidPromise());
  }
}
