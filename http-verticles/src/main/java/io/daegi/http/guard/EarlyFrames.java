package io.daegi.http.guard;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.impl.VertxHandler;

/**
 * Cuts connections whose client sends frames before its handshake is answered, which no client
 * does. Vert.x would hand them to the HTTP side, which drops them without giving their memory back.
 */
@Sharable
final class EarlyFrames extends ChannelInboundHandlerAdapter {

  static final String BEFORE = "handler";

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a channel that will not close is closed already
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame && isStillHttp(context)) {
      ReferenceCountUtil.release(message);
      context.close();
    } else {
      context.fireChannelRead(message);
    }
  }

  private static boolean isStillHttp(ChannelHandlerContext context) {
    return context.pipeline().get(BEFORE) instanceof VertxHandler<?> handler
        && handler.getConnection() instanceof HttpServerConnection;
  }
}
