package io.daegi.http.admin;

import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Origins;
import io.daegi.http.edge.Replies;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;

/**
 * {@code POST|GET|DELETE /admin/v1/session}: a browser shows the key once and gets a cookie for it,
 * since an EventSource sends no header; who is signed in; and the end of it.
 */
final class SignInRoute {

  private static final String PATH = "/admin/v1/session";
  private static final int MAX_KEY_CHARS = 1_000;

  private final AdminKeyCheck keys;
  private final AdminSessions sessions;
  private final Origins origins;

  SignInRoute(AdminKeyCheck keys, AdminSessions sessions, Origins origins) {
    this.keys = keys;
    this.sessions = sessions;
    this.origins = origins;
  }

  /** What needs no credential; mounted before all others are asked for one. */
  void mountOpen(Router router, BodyHandler body) {
    router.post(PATH).handler(body).handler(this::signIn);
    router.delete(PATH).handler(this::signOut);
  }

  void mount(Router router) {
    router.get(PATH).handler(this::show);
  }

  private void signIn(RoutingContext context) {
    Credentials.requirePage(context.request(), origins::isOwn);
    var body = JsonBody.required(context);
    var key = body.text("key", true, MAX_KEY_CHARS);
    var name = body.text("name", false, Operator.MAX_CHARS);
    if (name != null && !Operator.isName(name)) {
      body.wrong("name", "must have 1 to " + Operator.MAX_CHARS + " characters that can be seen");
    }
    body.check();
    keys.require(context.request(), key);
    var session = sessions.begin(context, name == null ? Operator.NAMELESS : name);
    write(context, session.name(), session);
  }

  private void signOut(RoutingContext context) {
    Credentials.requirePage(context.request(), origins::isOwn);
    sessions.end(context);
    Replies.nothing(context);
  }

  private void show(RoutingContext context) {
    write(context, Operator.of(context), AdminSession.of(context));
  }

  private static void write(RoutingContext context, String name, AdminSession session) {
    var endsAt = session == null ? null : Instant.ofEpochMilli(session.endsAtMs()).toString();
    Replies.privately(context, 200, new JsonObject().put("name", name).put("endsAt", endsAt));
  }
}
