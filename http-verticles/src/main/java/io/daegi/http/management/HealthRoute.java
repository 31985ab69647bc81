package io.daegi.http.management;

import io.daegi.http.edge.Replies;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * {@code GET} and {@code HEAD} of {@code /health/started|live|ready}. A dependency that is away
 * never changes a status code: an orchestrator must not take every edge out of service because
 * Kafka blinked.
 */
final class HealthRoute {

  private final BooleanSupplier isReady;
  private final Dependencies dependencies;
  private boolean hasStarted;

  HealthRoute(BooleanSupplier isReady, Dependencies dependencies) {
    this.isReady = isReady;
    this.dependencies = dependencies;
  }

  void mount(Router router) {
    mount(router, "started", this::started);
    mount(router, "live", this::live);
    mount(router, "ready", this::ready);
  }

  /** Some balancers ask by HEAD, for the status alone. */
  private static void mount(Router router, String name, Handler<RoutingContext> answer) {
    router.get("/health/" + name).method(HttpMethod.HEAD).handler(answer);
  }

  /** Once the process was ready it stays started. */
  private void started(RoutingContext context) {
    hasStarted = hasStarted || isReady.getAsBoolean();
    answer(
        context, hasStarted, new JsonObject().put("status", hasStarted ? "started" : "starting"));
  }

  /** The event loop turns: that is all it says. */
  private void live(RoutingContext context) {
    answer(context, true, new JsonObject().put("status", "live"));
  }

  private void ready(RoutingContext context) {
    boolean ready = isReady.getAsBoolean();
    var nameToUp = dependencies.look();
    var status = "starting";
    if (ready) {
      status = nameToUp.containsValue(false) ? "degraded" : "ready";
    }
    var up = new JsonObject();
    nameToUp.forEach(up::put);
    answer(context, ready, new JsonObject().put("status", status).put("dependencies", up));
  }

  private static void answer(RoutingContext context, boolean isWell, JsonObject body) {
    int status = isWell ? 200 : 503;
    if (context.request().method().equals(HttpMethod.HEAD)) {
      context.response().setStatusCode(status).putHeader("Cache-Control", "no-store").end();
    } else {
      Replies.privately(context, status, body);
    }
  }
}
