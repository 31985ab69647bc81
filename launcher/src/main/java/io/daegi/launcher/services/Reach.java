package io.daegi.launcher.services;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Whether anybody listens at an address. */
final class Reach {
  static final int LIMIT_MS = 5_000;

  private Reach() {}

  /** A connection, or an exception in words for an operator. */
  static Socket connect(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MS);
      socket.setSoTimeout(LIMIT_MS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new IOException(host + ":" + port + " does not answer: " + words(e), e);
    }
  }

  static long msSince(long fromNs) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
  }

  private static String words(IOException e) {
    return e instanceof java.net.UnknownHostException ? "unknown host" : e.getMessage();
  }
}
