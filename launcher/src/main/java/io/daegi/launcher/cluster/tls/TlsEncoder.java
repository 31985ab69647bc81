package io.daegi.launcher.cluster.tls;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.OutboundHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** Seals what goes to another member, and greets it; the last writer of a connection. */
final class TlsEncoder extends OutboundHandler<ByteBuffer, ByteBuffer> {
  private final TlsConnection connection;

  TlsEncoder(TlsConnection connection) {
    this.connection = connection;
  }

  @Override
  public void handlerAdded() {
    initDstBuffer(2 * connection.recordBytesMax());
  }

  /**
   * @throws IOException when the connection is over
   */
  @Override
  public HandlerStatus onWrite() throws IOException {
    dst.compact();
    try {
      return switch (connection.speech()) {
        case UNHEARD -> HandlerStatus.BLOCKED;
        case TLS -> seal();
        case CLEAR -> Bytes.move(src, dst);
      };
    } finally {
      dst.flip();
    }
  }

  @Override
  public void interceptError(Throwable error) {
    connection.failed(error, channel.socket().getChannel());
  }

  private HandlerStatus seal() throws IOException {
    while (dst.remaining() >= connection.recordBytesMax()) {
      HandshakeStatus handshake = connection.handshake();
      if (handshake == HandshakeStatus.NEED_UNWRAP) {
        return HandlerStatus.BLOCKED; // the reader wakes this up
      }
      if (handshake == HandshakeStatus.NOT_HANDSHAKING && !src.hasRemaining()) {
        return HandlerStatus.CLEAN;
      }
      connection.wrap(src, dst);
      if (handshake == HandshakeStatus.NEED_WRAP) {
        channel.inboundPipeline().wakeup();
      }
    }
    return HandlerStatus.DIRTY;
  }
}
