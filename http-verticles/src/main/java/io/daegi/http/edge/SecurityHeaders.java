package io.daegi.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** What browsers are told not to do with any of our answers. */
public final class SecurityHeaders implements Handler<RoutingContext> {

  private static final CharSequence TYPES = HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence AS_NAMED = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NONE = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence CONTENT =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence POLICY =
      HttpHeaders.createOptimized(
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
              + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");

  @Override
  public void handle(RoutingContext context) {
    put(context.response());
    context.next();
  }

  /** For answers that no router gives. */
  public static void put(HttpServerResponse response) {
    response.putHeader(TYPES, AS_NAMED).putHeader(REFERRER, NONE).putHeader(CONTENT, POLICY);
  }
}
