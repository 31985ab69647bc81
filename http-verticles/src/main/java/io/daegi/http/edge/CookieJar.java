package io.daegi.http.edge;

import io.daegi.http.token.QueueToken;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The browser's two kinds of cookie: one token for each queue, and the visitor's credential. */
public final class CookieJar {

  private static final String TOKEN = "daegi-token-";
  private static final String VISITOR = "daegi-visitor";
  private static final long KEEP_SECONDS = 30L * 24 * 3_600;

  private final boolean secure;
  private final String prefix;

  public CookieJar(HttpConfig config) {
    this.secure = config.isSecure();
    this.prefix = secure ? "__Host-" : "";
  }

  /** The token cookie of a queue, or null. */
  public String token(RoutingContext context, String queueId) {
    return value(context, prefix + TOKEN + queueId);
  }

  /** Every token cookie. */
  public List<String> tokens(RoutingContext context) {
    var tokens = new ArrayList<String>();
    for (var cookie : context.request().cookies()) {
      if (cookie.getName().startsWith(prefix + TOKEN)) {
        tokens.add(cookie.getValue());
      }
    }
    return tokens;
  }

  /** The visitor cookie, or null. */
  public String visitor(RoutingContext context) {
    return value(context, prefix + VISITOR);
  }

  /** Gives the browser both credentials. */
  public void give(RoutingContext context, QueueToken token, String tokenText, String visitorText) {
    add(context, prefix + TOKEN + token.queueId(), tokenText);
    add(context, prefix + VISITOR, visitorText);
  }

  /** Most clients send none, and need no jar. */
  private static String value(RoutingContext context, String name) {
    if (!context.request().headers().contains(HttpHeaders.COOKIE)) {
      return null;
    }
    var cookie = context.request().getCookie(name);
    return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
  }

  private void add(RoutingContext context, String name, String value) {
    context
        .response()
        .addCookie(
            Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(KEEP_SECONDS));
  }
}
