package io.daegi.http.edge;

import io.vertx.core.MultiMap;
import java.net.URI;

/** Which web pages may act with a visitor's cookies. */
public final class Origins {

  private final HttpConfig config;
  private final String own;

  public Origins(HttpConfig config) {
    this.config = config;
    var url = URI.create(config.publicUrl());
    this.own = url.getScheme() + "://" + url.getRawAuthority();
  }

  /** Whether the request names an origin that may write by cookie. */
  public boolean mayWrite(MultiMap headers) {
    var origin = headers.get("Origin");
    return origin != null && isAllowed(origin, headers.get("Host"));
  }

  /** Whether the request names the origin of our own pages. */
  public boolean isOwn(MultiMap headers) {
    var origin = headers.get("Origin");
    return origin != null && isOwn(origin, headers.get("Host"));
  }

  /**
   * Whether the request may open a stream by cookie: browsers omit the origin of their own reads.
   */
  public boolean mayRead(MultiMap headers) {
    return headers.contains("Origin")
        ? mayWrite(headers)
        : "same-origin".equals(headers.get("Sec-Fetch-Site"));
  }

  private boolean isAllowed(String origin, String host) {
    return config.allowedOrigins().contains(origin) || isOwn(origin, host);
  }

  private boolean isOwn(String origin, String host) {
    return origin.equals(own)
        || (host != null && origin.equals((config.isSecure() ? "https://" : "http://") + host));
  }
}
