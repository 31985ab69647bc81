package io.daegi.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports nobody listens on, and gives none of them twice. Another process may take one before
 * it is used: whoever binds should be ready to ask again.
 *
 * <p>They lie below the range from which systems number outgoing connections (32768 and up on
 * Linux, <a href="https://docs.kernel.org/networking/ip-sysctl.html">ip_local_port_range</a>; 49152
 * and up elsewhere): a port from that range may be the near end of somebody's connection a moment
 * later, and can then not be listened on. May be called from any thread.
 */
public final class FreePorts {
  static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST = 10_000;
  private static final int END = 32_768;
  private static final int TRIES = 1_000;

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /**
   * @throws IllegalStateException if a thousand ports that were tried are all taken
   */
  public static synchronized int one() {
    for (int i = 0; i < TRIES; i++) {
      int candidate = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (!GIVEN.contains(candidate) && isFree(candidate)) {
        GIVEN.add(candidate);
        return candidate;
      }
    }
    throw new IllegalStateException(
        "no free port found on " + LOOPBACK + " from " + FIRST + " to " + (END - 1));
  }

  /** A port for the neighbour of a server on that one, which need not have come from here. */
  static int otherThan(int taken) {
    int port = one();
    return port == taken ? one() : port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
