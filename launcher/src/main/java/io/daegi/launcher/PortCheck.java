package io.daegi.launcher;

import io.daegi.launcher.config.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out whether an address can be listened on before anything slow is started. */
final class PortCheck {
  private PortCheck() {}

  /**
   * @param setting the one to change if the port is taken
   */
  static void requireFree(Endpoint endpoint, String setting) throws StartFailure {
    InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
    if (address.isUnresolved()) {
      throw StartFailure.misconfigured(
          "the host " + endpoint.host() + " is unknown; choose another for " + setting);
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address);
    } catch (IOException e) {
      throw StartFailure.unusable(
          "%s cannot be listened on (%s): stop what uses it, or change %s"
              .formatted(endpoint, e.getMessage(), setting),
          e);
    }
  }
}
