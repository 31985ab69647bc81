package io.daegi.launcher.config;

/**
 * Where a server listens.
 *
 * @param port 0 for any free one
 */
public record Endpoint(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
