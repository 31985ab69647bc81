package io.daegi.http.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket to a visitor. */
final class SocketSink implements StreamSink {

  static final String KIND = "websocket";

  private static final Buffer EMPTY = Buffer.buffer(0);

  private final ServerWebSocket socket;

  SocketSink(ServerWebSocket socket) {
    this.socket = socket;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean isFull() {
    return socket.writeQueueFull();
  }

  @Override
  public void send(String status, long version) {
    socket.writeTextMessage(status);
  }

  @Override
  public void ping() {
    socket.writePing(EMPTY);
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
