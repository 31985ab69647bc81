package io.daegi.http.shop;

import io.daegi.http.edge.AdmissionGate;
import io.daegi.http.edge.Credentials;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.ReturnAddresses;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.problem.ProblemHandler;
import io.daegi.http.problem.RequestIdHandler;
import io.daegi.http.shop.Doorkeeper.Shown;
import io.daegi.http.token.PassVerifier;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/verify/{queueId}} and any path below: the question a proxy asks before it lets a
 * request through to a shop. Proxies take any other status for a fault of their own, so the answer
 * is 200, 401 or 403 whatever happens, and {@code Daegi-Reason} says why; with {@code
 * ?deny=redirect} a no leads to the room. Some proxies ask with the method of the request that they
 * hold, so every method is understood.
 */
public final class VerifyRoute {

  private static final Logger log = LoggerFactory.getLogger(VerifyRoute.class);
  private static final String PREFIX = "/v1/verify/";

  private final Edge edge;
  private final Credentials credentials;
  private final Doorkeeper doorkeeper;
  private final ReturnAddresses returns;

  public VerifyRoute(
      Edge edge, Credentials credentials, AdmissionGate admission, PassVerifier passes) {
    this.edge = edge;
    this.credentials = credentials;
    this.doorkeeper = new Doorkeeper(edge, admission, passes);
    this.returns = new ReturnAddresses(edge.config());
  }

  /**
   * Mounts itself, before every route that has a path: such a route refuses what it cannot decode,
   * and here that must not become an answer of its own.
   */
  public void mount(Router router) {
    router.route().handler(this::verifyOrPassOn);
  }

  private void verifyOrPassOn(RoutingContext context) {
    var path = context.request().path();
    if (path == null || !path.startsWith(PREFIX) || path.length() == PREFIX.length()) {
      context.next();
      return;
    }
    int end = path.indexOf('/', PREFIX.length());
    verify(context, path.substring(PREFIX.length(), end < 0 ? path.length() : end));
  }

  private void verify(RoutingContext context, String queueId) {
    decide(context, queueId)
        .otherwise(
            failure -> {
              log.error("request {} failed to verify", RequestIdHandler.of(context), failure);
              return Verdict.Denied.of(ProblemCode.INTERNAL);
            })
        .onSuccess(
            verdict -> {
              switch (verdict) {
                case Verdict.Granted granted -> grant(context, granted);
                case Verdict.Denied denied -> deny(context, queueId, denied);
              }
            });
  }

  /** What is thrown before the first wait fails the decision like everything after it. */
  private Future<Verdict> decide(RoutingContext context, String queueId) {
    return Future.<Void>succeededFuture()
        .compose(none -> doorkeeper.decide(queueId, shown(context, queueId)));
  }

  private List<Shown> shown(RoutingContext context, String queueId) {
    var shown = new ArrayList<Shown>();
    add(shown, Credentials.bearer(context), true);
    add(shown, context.request().getHeader("Daegi-Pass"), true);
    add(shown, credentials.cookies().token(context, queueId), mayEnterByCookie(context));
    return shown;
  }

  private static void add(List<Shown> shown, String text, boolean mayEnter) {
    if (text != null && !text.isEmpty()) {
      shown.add(new Shown(text, mayEnter));
    }
  }

  private boolean mayEnterByCookie(RoutingContext context) {
    return !AdmissionGate.isRead(context)
        && credentials.origins().mayWrite(context.request().headers());
  }

  private static void grant(RoutingContext context, Verdict.Granted granted) {
    context
        .response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("Daegi-Token-Id", granted.tokenId())
        .putHeader("Daegi-Session-Ends", Instant.ofEpochMilli(granted.sessionEndsMs()).toString())
        .end();
  }

  private void deny(RoutingContext context, String queueId, Verdict.Denied denied) {
    var problem = denied.problem();
    context.response().putHeader("Daegi-Reason", problem.code().code());
    if (edge.board().queue(queueId) != null) {
      var room = returns.roomUrl(queueId, context.request().headers());
      if (wantsRedirect(context)) {
        context
            .response()
            .setStatusCode(302)
            .putHeader("Cache-Control", "no-store")
            .putHeader("Location", room)
            .end();
        return;
      }
      context.response().putHeader("Daegi-Room", room);
    }
    ProblemHandler.write(
        context.response(), problem.withStatus(denied.status()), RequestIdHandler.of(context));
  }

  /** Read by hand: a query that cannot be decoded must not become an answer of its own. */
  private static boolean wantsRedirect(RoutingContext context) {
    var query = context.request().query();
    return query != null && Arrays.asList(query.split("&", -1)).contains("deny=redirect");
  }
}
