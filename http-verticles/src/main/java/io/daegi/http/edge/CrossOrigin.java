package io.daegi.http.edge;

import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Lets pages of the configured origins call the visitors' side of the contract with a visitor's
 * cookies, and read the answers. Nobody else's page may, and no page may call the operators' side.
 * A page of ours needs no permission.
 */
public final class CrossOrigin {

  private static final String METHODS = "GET, POST, DELETE";
  private static final String ASKED_BY =
      "Authorization, Content-Type, Daegi-Client, Daegi-Visitor, Idempotency-Key, If-None-Match,"
          + " Last-Event-ID, X-Request-Id, traceparent";
  private static final String SHOWN =
      "ETag, Idempotency-Replayed, Location, Retry-After, WWW-Authenticate, X-Request-Id";

  private final Set<String> allowed;

  /**
   * @param allowed origins such as {@code https://shop.example.com}
   */
  public CrossOrigin(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** Mounts itself, before the routes that it speaks for. */
  public void mount(Router router) {
    router.route("/v1/*").handler(this::handle);
  }

  private void handle(RoutingContext context) {
    if (!allowed.isEmpty()) {
      // last of all, because answers set what they vary by themselves
      context.addHeadersEndHandler(
          none -> context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN));
    }
    var origin = context.request().getHeader(HttpHeaders.ORIGIN);
    boolean isAllowed = origin != null && allowed.contains(origin);
    if (isAllowed) {
      allow(context.response(), origin);
    }
    if (!isPreflight(context)) {
      context.next();
      return;
    }
    if (!isAllowed) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).toException();
    }
    context
        .response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED_BY)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    Replies.nothing(context);
  }

  private static boolean isPreflight(RoutingContext context) {
    var request = context.request();
    return HttpMethod.OPTIONS.equals(request.method())
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private static void allow(HttpServerResponse response, String origin) {
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
  }
}
