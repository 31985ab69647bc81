package io.daegi.http.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket to a visitor. */
final class SocketSink implements StreamSink {

  static final String KIND = "websocket";

  private static final Buffer EMPTY = Buffer.buffer(0);

  private final ServerWebSocket socket;

  /** What the reader has not taken yet; null when it has taken everything. */
  private Future<Void> pending;

  SocketSink(ServerWebSocket socket) {
    this.socket = socket;
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

  @Override
  public void end(StreamEnd end) {
    if (!socket.isClosed()) {
      socket.close((short) end.code(), end.reason());
    }
  }
}
