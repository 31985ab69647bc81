package io.daegi.http.admin;

import io.daegi.http.edge.HttpConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * The console's cookie. A session is short, is renewed while the console is open, and ends for good
 * half a day after the key was shown. Belongs to one event loop.
 */
final class AdminSessions {

  /** How long a session is good for that nobody renews. */
  static final long LIFE_MS = 30 * 60_000;

  /** How long it may become by being renewed. */
  static final long MOST_MS = 12 * 3_600_000;

  private static final String NAME = "daegi-admin";

  private final AdminSessionCodec codec;
  private final InstantSource clock;
  private final boolean secure;
  private final String name;

  AdminSessions(HttpConfig config, InstantSource clock) {
    this.codec = new AdminSessionCodec(config.adminKey());
    this.clock = clock;
    this.secure = config.isSecure();
    this.name = (secure ? "__Host-" : "") + NAME;
  }

  /** The session of a request; null without one that is good now. */
  AdminSession find(RoutingContext context) {
    var cookie = context.request().getCookie(name);
    var session = cookie == null ? null : codec.decode(cookie.getValue());
    long nowMs = clock.millis();
    return session == null
            || nowMs >= session.endsAtMs()
            || nowMs >= session.signedInAtMs() + MOST_MS
        ? null
        : session;
  }

  /** Gives the browser a session that begins now. */
  AdminSession begin(RoutingContext context, String operator) {
    return give(context, operator, clock.millis());
  }

  /** Gives the browser a longer session when half of this one is over. */
  void renew(RoutingContext context, AdminSession session) {
    long leftMs = session.endsAtMs() - clock.millis();
    if (leftMs < LIFE_MS / 2 && session.endsAtMs() < session.signedInAtMs() + MOST_MS) {
      give(context, session.name(), session.signedInAtMs());
    }
  }

  void end(RoutingContext context) {
    context.response().addCookie(cookie("").setMaxAge(0));
  }

  private AdminSession give(RoutingContext context, String operator, long signedInAtMs) {
    long endsAtMs = Math.min(clock.millis() + LIFE_MS, signedInAtMs + MOST_MS);
    var session = new AdminSession(operator, signedInAtMs, endsAtMs);
    context.response().addCookie(cookie(codec.encode(session)).setMaxAge(LIFE_MS / 1_000));
    return session;
  }

  private Cookie cookie(String value) {
    return Cookie.cookie(name, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT);
  }
}
