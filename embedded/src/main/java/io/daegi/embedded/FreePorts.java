package io.daegi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Finds ports nobody listens on. Another process may take one before it is used: whoever binds must
 * be ready to ask again.
 */
final class FreePorts {
  static final String LOOPBACK = "127.0.0.1";

  private FreePorts() {}

  static int one() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on " + LOOPBACK, e);
    }
  }
}
