package io.daegi.http.management;

import io.daegi.http.edge.Replies;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /metrics}: Prometheus text, or OpenMetrics for who accepts it. Written on a worker
 * thread: a scrape reads every figure of the process.
 */
final class MetricsRoute {

  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final Vertx vertx;
  private final PrometheusMeterRegistry meters;

  MetricsRoute(Vertx vertx, PrometheusMeterRegistry meters) {
    this.vertx = vertx;
    this.meters = meters;
  }

  void mount(Router router) {
    router.get("/metrics").handler(Replies.async(this::scrape));
  }

  private Future<?> scrape(RoutingContext context) {
    var accept = context.request().getHeader("Accept");
    var contentType =
        accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : TEXT;
    return vertx
        .executeBlocking(() -> meters.scrape(contentType))
        .compose(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", contentType)
                    .putHeader("Cache-Control", "no-store")
                    .end(text));
  }
}
