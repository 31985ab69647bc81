package io.daegi.http.admin;

import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Origins;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets in who sends the operators' key, or the cookie of somebody who signed in with it. A write by
 * that cookie must come from our own page. Belongs to one event loop.
 */
final class AdminAuth implements Handler<RoutingContext> {

  private final AdminKeyCheck keys;
  private final AdminSessions sessions;
  private final Origins origins;

  AdminAuth(AdminKeyCheck keys, AdminSessions sessions, Origins origins) {
    this.keys = keys;
    this.sessions = sessions;
    this.origins = origins;
  }

  @Override
  public void handle(RoutingContext context) {
    var key = Credentials.bearer(context);
    if (key != null) {
      keys.require(context.request(), key);
    } else {
      requireSession(context);
    }
    context.next();
  }

  private void requireSession(RoutingContext context) {
    var session = sessions.find(context);
    if (session == null) {
      throw Problem.of(ProblemCode.ADMIN_KEY_INVALID).toException();
    }
    Credentials.requirePage(context.request(), origins::isOwn);
    sessions.renew(context, session);
    session.keepIn(context);
  }
}
