package io.daegi.http.stream;

import io.daegi.http.edge.HttpConfig;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemException;
import io.daegi.http.queue.LeavePolicy;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a visitor says over a WebSocket: answers to pings, and that they leave; nothing else. One
 * handler for all kinds of frame, so that a socket keeps one object for them.
 */
final class SocketFrames implements Handler<WebSocketFrame> {

  private static final Logger log = LoggerFactory.getLogger(SocketFrames.class);

  private final TokenStream stream;
  private final LeavePolicy leaving;

  /** What has come of a message in several frames; null between messages. */
  private Buffer part;

  SocketFrames(TokenStream stream, LeavePolicy leaving) {
    this.stream = stream;
    this.leaving = leaving;
  }

  @Override
  public void handle(WebSocketFrame frame) {
    stream.heard();
    switch (frame.type()) {
      case TEXT -> take(frame, Buffer.buffer());
      case CONTINUATION -> take(frame, part);
      case BINARY -> stream.end(StreamEnd.badFrame());
      case PING, PONG, CLOSE -> {}
    }
  }

  private void take(WebSocketFrame frame, Buffer before) {
    if (stream.isClosed()) {
      return;
    }
    if (before == null) {
      stream.end(StreamEnd.badFrame());
      return;
    }
    var message = before.appendBuffer(frame.binaryData());
    if (message.length() > HttpConfig.MAX_FRAME_BYTES) {
      stream.end(StreamEnd.frameTooLarge());
      return;
    }
    part = frame.isFinal() ? null : message;
    if (frame.isFinal()) {
      obey(message);
    }
  }

  private void obey(Buffer message) {
    if (!isLeave(message)) {
      stream.end(StreamEnd.badFrame());
      return;
    }
    leaving
        .leave(stream.token())
        .onFailure(
            failure -> {
              if (failure instanceof ProblemException refusal) {
                stream.end(StreamEnd.of(refusal.problem()));
              } else {
                log.error("leaving over a WebSocket failed", failure);
                stream.end(StreamEnd.of(Problem.of(ProblemCode.INTERNAL)));
              }
            });
  }

  private static boolean isLeave(Buffer message) {
    try {
      return "leave".equals(new JsonObject(message).getValue("type"));
    } catch (DecodeException | ClassCastException e) {
      return false;
    }
  }
}
