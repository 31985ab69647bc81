package io.daegi.launcher.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a PostgreSQL database is, and as whom.
 *
 * @param options the address's query as written, such as {@code sslmode=require}, or empty
 */
public record PostgresAddress(
    String host, int port, String database, String user, Secret password, String options) {
  static final String FORM = "postgresql://user:password@host:5432/database";
  private static final int DEFAULT_PORT = 5432;

  /** Without credentials, which go to the driver apart. */
  public String jdbcUrl() {
    return "jdbc:" + uri();
  }

  /** Without credentials, which go to the client apart. */
  public String uri() {
    return "postgresql://"
        + host
        + ":"
        + port
        + "/"
        + database
        + (options.isEmpty() ? "" : "?" + options);
  }

  /** For people: without the password. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }

  static PostgresAddress parse(String text) throws BadValue {
    BadValue bad = new BadValue("an address like " + FORM);
    try {
      URI uri = new URI(text);
      boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      if (!known
          || uri.getHost() == null
          || uri.getRawUserInfo() == null
          || !hasName(uri.getPath())) {
        throw bad;
      }
      String[] who = uri.getRawUserInfo().split(":", 2);
      return new PostgresAddress(
          uri.getHost(),
          uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
          uri.getPath().substring(1),
          decoded(who[0]),
          new Secret(who.length > 1 ? decoded(who[1]) : ""),
          uri.getRawQuery() == null ? "" : uri.getRawQuery());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw bad;
    }
  }

  private static boolean hasName(String path) {
    return path != null && path.length() > 1 && path.indexOf('/', 1) < 0;
  }

  private static String decoded(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
