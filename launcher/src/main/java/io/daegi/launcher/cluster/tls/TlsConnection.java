package io.daegi.launcher.cluster.tls;

import io.daegi.launcher.config.MembershipTls;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reader and writer of one connection have in common; each has a thread of its own. */
final class TlsConnection {
  private static final Logger LOG = LoggerFactory.getLogger(TlsConnection.class);

  /** The first byte of whoever greets in TLS (RFC 8446, section 5.1); Hazelcast's are letters. */
  private static final int HANDSHAKE_RECORD = 22;

  /** What is spoken on it. */
  enum Speech {
    /** The other side opened it and has said nothing yet. */
    UNHEARD,
    TLS,
    CLEAR
  }

  private final SSLEngine engine;
  private final int recordBytesMax;
  private final int clearBytesMax;
  private final boolean takesClearText;
  private final Consumer<SSLException> faults;
  private volatile Speech speech;

  private TlsConnection(
      SSLEngine engine, Speech speech, boolean takesClearText, Consumer<SSLException> faults) {
    this.engine = engine;
    this.takesClearText = takesClearText;
    this.faults = faults;
    this.recordBytesMax = engine.getSession().getPacketBufferSize();
    this.clearBytesMax = engine.getSession().getApplicationBufferSize();
    this.speech = speech;
  }

  /**
   * @param opened by this side
   * @param faults is told what is wrong with the other side, on any thread
   */
  static TlsConnection of(
      SSLContext context, boolean opened, MembershipTls tls, Consumer<SSLException> faults)
      throws SSLException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(opened);
    engine.setEnabledProtocols(new String[] {"TLSv1.3"});
    if (!opened) {
      engine.setNeedClientAuth(true);
    }
    var connection =
        new TlsConnection(
            engine, opened ? Speech.TLS : Speech.UNHEARD, tls.takesClearText(), faults);
    engine.beginHandshake();
    return connection;
  }

  int recordBytesMax() {
    return recordBytesMax;
  }

  int clearBytesMax() {
    return clearBytesMax;
  }

  Speech speech() {
    return speech;
  }

  /**
   * For the reader.
   *
   * @param received what is there to be read
   * @throws SSLException when it is clear text, and is not to be
   */
  Speech hear(ByteBuffer received) throws SSLException {
    if (speech == Speech.UNHEARD && received.hasRemaining()) {
      speech = received.get(received.position()) == HANDSHAKE_RECORD ? Speech.TLS : Speech.CLEAR;
      if (speech == Speech.CLEAR && !takesClearText) {
        throw new SSLException("it speaks clear text, where TLS is required");
      }
    }
    return speech;
  }

  /**
   * The connection ends by this, and the other side is told so if it still listens.
   *
   * @param to in non-blocking mode
   */
  void failed(Throwable error, SocketChannel to) {
    if (error instanceof SSLException fault) {
      faults.accept(fault);
      sendAlert(to);
    }
  }

  /** An engine that has failed has no other word than that. */
  private synchronized void sendAlert(SocketChannel to) {
    ByteBuffer alert = ByteBuffer.allocate(recordBytesMax);
    try {
      engine.wrap(ByteBuffer.allocate(0), alert);
      to.write(alert.flip());
    } catch (IOException e) {
      LOG.debug("the other member does not hear what is wrong with it", e);
    }
  }

  /**
   * @throws EOFException when the other side has ended the connection
   * @throws SSLException when it is not trusted, or speaks no TLS
   */
  synchronized SSLEngineResult unwrap(ByteBuffer records, ByteBuffer clear) throws IOException {
    return checked(engine.unwrap(records, clear));
  }

  /**
   * @throws EOFException when the connection is over
   */
  synchronized SSLEngineResult wrap(ByteBuffer clear, ByteBuffer records) throws IOException {
    return checked(engine.wrap(clear, records));
  }

  /** What has to be done next, by the reader or by the writer. */
  synchronized HandshakeStatus handshake() {
    return engine.getHandshakeStatus();
  }

  /** With its tasks done: a member has few connections, each is greeted once, on this thread. */
  private SSLEngineResult checked(SSLEngineResult result) throws IOException {
    switch (result.getStatus()) {
      case CLOSED -> throw new EOFException("the other member ended the connection");
      case BUFFER_OVERFLOW ->
          throw new SSLException("a record of more than " + recordBytesMax + " bytes");
      case OK, BUFFER_UNDERFLOW -> {}
    }
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
    return result;
  }
}
