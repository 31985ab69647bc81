package io.daegi.http.edge;

import io.daegi.engine.model.VisitorId;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.token.QueueToken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds out who calls: a token from the {@code Authorization} header or a cookie, a visitor from
 * {@code Daegi-Visitor}, a token or a cookie. Belongs to one event loop.
 */
public final class Credentials {

  private static final String BEARER = "bearer ";

  private final Edge edge;
  private final CookieJar cookies;
  private final Origins origins;

  public Credentials(Edge edge) {
    this.edge = edge;
    this.cookies = new CookieJar(edge.config());
    this.origins = new Origins(edge.config());
  }

  /** The credential of an {@code Authorization: Bearer} header, or null. */
  public static String bearer(RoutingContext context) {
    return bearer(context.request());
  }

  /** The same, of a request on no route. */
  public static String bearer(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : null;
  }

  /** The caller's token of this queue; refuses a call without one, or with another queue's. */
  public Presented token(RoutingContext context, String queueId) {
    var presented = find(context, queueId);
    if (presented == null) {
      throw Problem.of(ProblemCode.TOKEN_MISSING).toException();
    }
    if (!presented.token().queueId().equals(queueId)) {
      throw Problem.of(ProblemCode.WRONG_QUEUE).toException();
    }
    return presented;
  }

  /**
   * The caller's token for business with this queue, or null.
   *
   * @param queueId names the cookie; a bearer token may be of any queue
   */
  public Presented find(RoutingContext context, String queueId) {
    var fromHeader = headerToken(context);
    var cookie = cookies.token(context, queueId);
    var fromCookie = cookie == null ? null : edge.tokens().decode(cookie);
    if (fromHeader != null) {
      if (fromCookie != null && !fromCookie.equals(fromHeader)) {
        throw Problem.of(ProblemCode.AMBIGUOUS_CREDENTIALS).toException();
      }
      return new Presented(fromHeader, false);
    }
    if (cookie == null) {
      return null;
    }
    if (fromCookie == null) {
      throw Problem.of(ProblemCode.TOKEN_INVALID).toException();
    }
    requireOrigin(context);
    return new Presented(fromCookie, true);
  }

  /** Every token of the caller: the header's alone, else those of all cookies. */
  public List<Presented> all(RoutingContext context) {
    var fromHeader = headerToken(context);
    if (fromHeader != null) {
      return List.of(new Presented(fromHeader, false));
    }
    var all = new ArrayList<Presented>();
    for (var text : cookies.tokens(context)) {
      var token = edge.tokens().decode(text);
      if (token != null) {
        all.add(new Presented(token, true));
      }
    }
    if (!all.isEmpty()) {
      requireOrigin(context);
    }
    return all;
  }

  /** Who calls, for business that needs only the visitor. */
  public VisitorId visitor(RoutingContext context) {
    var known = knownVisitor(context);
    var header = headerToken(context);
    if (header != null) {
      if (known != null && !known.equals(header.visitor())) {
        throw Problem.of(ProblemCode.AMBIGUOUS_CREDENTIALS).toException();
      }
      return header.visitor();
    }
    if (known != null) {
      return known;
    }
    var tokens = all(context);
    if (tokens.isEmpty()) {
      throw Problem.of(ProblemCode.TOKEN_MISSING).toException();
    }
    var visitor = tokens.getFirst().token().visitor();
    if (tokens.stream().anyMatch(t -> !t.token().visitor().equals(visitor))) {
      throw Problem.of(ProblemCode.AMBIGUOUS_CREDENTIALS).toException();
    }
    return visitor;
  }

  /** The visitor that a visitor credential names, from header or cookie; null without one. */
  public VisitorId knownVisitor(RoutingContext context) {
    var header = context.request().getHeader("Daegi-Visitor");
    if (header != null) {
      return requireVisitor(header);
    }
    var cookie = cookies.visitor(context);
    if (cookie == null) {
      return null;
    }
    if (bearer(context) == null) {
      requireOrigin(context);
    }
    return requireVisitor(cookie);
  }

  /**
   * The visitor that a browser's cookie names; null without one that can be read. A browser can
   * neither see nor drop a cookie that another room's keys made: a new one takes its place.
   */
  public VisitorId visitorOfReadableCookie(RoutingContext context) {
    var cookie = cookies.visitor(context);
    if (cookie == null) {
      return null;
    }
    if (bearer(context) == null) {
      requireOrigin(context);
    }
    return edge.visitors().decode(cookie);
  }

  private VisitorId requireVisitor(String text) {
    var visitor = edge.visitors().decode(text);
    if (visitor == null) {
      throw Problem.of(ProblemCode.TOKEN_INVALID, "the visitor credential is not valid")
          .toException();
    }
    return visitor;
  }

  private QueueToken headerToken(RoutingContext context) {
    var text = bearer(context);
    if (text == null) {
      return null;
    }
    var token = edge.tokens().decode(text);
    if (token == null) {
      throw Problem.of(ProblemCode.TOKEN_INVALID).toException();
    }
    return token;
  }

  /** Writes by cookie come from a known page, and not from a plain form. */
  public void requireOrigin(RoutingContext context) {
    requirePage(context.request(), origins::mayWrite);
  }

  /**
   * Refuses a write by cookie unless it comes from a page, and as JSON, which no plain form sends.
   *
   * @param isPage whether headers name a page that may write
   */
  public static void requirePage(HttpServerRequest request, Predicate<MultiMap> isPage) {
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      return;
    }
    if (!isPage.test(request.headers())) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).toException();
    }
    if (!HttpMethod.DELETE.equals(request.method())
        && !JsonBody.isJson(request.getHeader("Content-Type"))) {
      throw Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE).toException();
    }
  }

  /** Forms of our own pages have no JSON in them: whose they are, their origin says alone. */
  public void requireKnownOrigin(RoutingContext context) {
    if (!origins.mayWrite(context.request().headers())) {
      throw Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED).toException();
    }
  }

  /** The token of a browser's cookie for this queue; null without one that can be read. */
  public QueueToken tokenOfReadableCookie(RoutingContext context, String queueId) {
    var cookie = cookies.token(context, queueId);
    var token = cookie == null ? null : edge.tokens().decode(cookie);
    return token != null && token.queueId().equals(queueId) ? token : null;
  }

  public CookieJar cookies() {
    return cookies;
  }

  public Origins origins() {
    return origins;
  }
}
