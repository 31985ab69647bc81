package io.daegi.http.problem;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Gives every request an id: the caller's {@code X-Request-Id}, else the trace id of its {@code
 * traceparent}, else a fresh one. It is answered in {@code X-Request-Id} and stands in every
 * problem.
 */
public final class RequestIdHandler implements Handler<RoutingContext> {

  /** Where a request's id is asked for and answered. */
  public static final CharSequence HEADER = HttpHeaders.createOptimized("X-Request-Id");

  private static final String KEY = "daegi.requestId";
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

  @Override
  public void handle(RoutingContext context) {
    var id = choose(context.request().headers());
    context.put(KEY, id);
    context.response().putHeader(HEADER, id);
    context.next();
  }

  /** The id of a request that came through the handler. */
  public static String of(RoutingContext context) {
    String id = context.get(KEY);
    return id == null ? choose(context.request().headers()) : id;
  }

  /** The id of a request that did not come through the handler. */
  public static String of(HttpServerRequest request) {
    return choose(request.headers());
  }

  static String choose(MultiMap headers) {
    var given = headers.get(HEADER);
    if (given != null && SAFE.matcher(given).matches()) {
      return given;
    }
    var trace = headers.get("traceparent");
    if (trace != null) {
      var parts = TRACE_PARENT.matcher(trace);
      if (parts.matches()) {
        return parts.group(1);
      }
    }
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
