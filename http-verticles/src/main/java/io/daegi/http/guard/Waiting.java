package io.daegi.http.guard;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpServerRequest;

/** How long a connection has been waiting for the head of a request. */
final class Waiting {

  private final Channel channel;
  private long untilMs;
  private HttpServerRequest answered;

  Waiting(Channel channel, long nowMs, long headMs) {
    this.channel = channel;
    this.untilMs = nowMs + headMs;
  }

  /** It waits for nothing until this request is answered. */
  void answering(HttpServerRequest request) {
    answered = request;
  }

  /**
   * Whether it has waited too long. Sockets, and connections of HTTP/2, do not wait for heads: they
   * have pings and time-outs of their own.
   */
  boolean isOver(long nowMs, long keepMs) {
    if (answered != null && answered.response().ended()) {
      answered = null;
      untilMs = nowMs + keepMs;
    }
    return answered == null && nowMs > untilMs && speaksHttp1();
  }

  private boolean speaksHttp1() {
    return channel.pipeline().get(HttpRequestDecoder.class) != null;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a channel that will not close is closed already
  void close() {
    channel.close();
  }
}
