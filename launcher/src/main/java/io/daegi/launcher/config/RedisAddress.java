package io.daegi.launcher.config;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a Redis is.
 *
 * @param connection the whole address with its credentials, as a client is given it
 */
public record RedisAddress(String host, int port, boolean tls, Secret connection) {
  static final String FORM = "redis://:password@host:6379/0";
  private static final int DEFAULT_PORT = 6379;

  /** For people: without the password. */
  @Override
  public String toString() {
    return (tls ? "rediss://" : "redis://") + host + ":" + port;
  }

  static RedisAddress parse(String text) throws BadValue {
    BadValue bad = new BadValue("an address like " + FORM);
    try {
      URI uri = new URI(text);
      boolean tls = "rediss".equals(uri.getScheme());
      if ((!tls && !"redis".equals(uri.getScheme())) || uri.getHost() == null) {
        throw bad;
      }
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      return new RedisAddress(uri.getHost(), port, tls, new Secret(text));
    } catch (URISyntaxException e) {
      throw bad;
    }
  }
}
