package io.daegi.http.admin;

import io.vertx.ext.web.RoutingContext;

/**
 * An operator who signed in on the console.
 *
 * @param name who acts, as the audit trail shows it
 * @param signedInAtMs when the key was shown, milliseconds since 1970 UTC
 * @param endsAtMs until when the session is good without being renewed
 */
record AdminSession(String name, long signedInAtMs, long endsAtMs) {

  private static final String KEPT_AS = AdminSession.class.getName();

  /** The session by which this request was let in; null when it was the key. */
  static AdminSession of(RoutingContext context) {
    return context.get(KEPT_AS);
  }

  void keepIn(RoutingContext context) {
    context.put(KEPT_AS, this);
  }
}
