package io.daegi.launcher.cluster.tls;

import com.hazelcast.internal.networking.HandlerStatus;
import com.hazelcast.internal.networking.InboundHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** Opens what came from another member; the first reader of a connection. */
final class TlsDecoder extends InboundHandler<ByteBuffer, ByteBuffer> {
  private final TlsConnection connection;

  /** Opened, and still too much for the next reader; in reading mode. */
  private final ByteBuffer opened;

  TlsDecoder(TlsConnection connection) {
    this.connection = connection;
    this.opened = ByteBuffer.allocate(connection.clearBytesMax()).flip();
  }

  @Override
  public void handlerAdded() {
    initSrcBuffer(2 * connection.recordBytesMax());
  }

  /**
   * @throws IOException when the other side ends, is not trusted, or does not speak TLS
   */
  @Override
  public HandlerStatus onRead() throws IOException {
    boolean unheard = connection.speech() == TlsConnection.Speech.UNHEARD;
    src.flip();
    try {
      return switch (connection.hear(src)) {
        case UNHEARD -> HandlerStatus.CLEAN;
        case TLS -> open();
        case CLEAR -> {
          if (unheard) {
            channel.outboundPipeline().wakeup();
          }
          yield Bytes.move(src, dst);
        }
      };
    } finally {
      src.compact();
    }
  }

  @Override
  public void interceptError(Throwable error) {
    connection.failed(error, channel.socket().getChannel());
  }

  private HandlerStatus open() throws IOException {
    while (Bytes.move(opened, dst) == HandlerStatus.CLEAN) {
      opened.clear();
      SSLEngineResult result;
      try {
        result = connection.unwrap(src, opened);
      } finally {
        opened.flip();
      }
      if (result.getHandshakeStatus() == HandshakeStatus.FINISHED
          || connection.handshake() == HandshakeStatus.NEED_WRAP) {
        channel.outboundPipeline().wakeup();
      }
      if (result.bytesConsumed() == 0) {
        return HandlerStatus.CLEAN; // the rest of a record is to come, or it is our turn to answer
      }
    }
    return HandlerStatus.DIRTY;
  }
}
