package io.daegi.http.queue;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.HoldReason;
import io.daegi.http.edge.Content;
import io.daegi.http.edge.Replies;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code GET /v1/queues/{queueId}}: the figures that everybody may see. */
public final class QueueRoute {

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final StatusReader statuses;
  private final InstantSource clock;

  public QueueRoute(StatusReader statuses, InstantSource clock) {
    this.statuses = statuses;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/v1/queues/:queueId").handler(this::get);
  }

  /** The time stands in a header: a page that counts down to the opening needs it, the ETag not. */
  private void get(RoutingContext context) {
    var queue = statuses.queue(context.pathParam("queueId"));
    context.response().putHeader("Date", HTTP_DATE.format(clock.instant()));
    Replies.publicly(context, 1, Content.made(Replies.JSON, figures(queue).toBuffer()));
  }

  /**
   * The public figures; {@code asOf} is their last change, so that equal figures are equal bytes.
   */
  public static JsonObject figures(QueueView queue) {
    var opensAtMs = queue.settings().opensAtMs();
    var message = queue.message();
    return new JsonObject()
        .put("queueId", queue.queueId())
        .put("title", queue.settings().title())
        .put("state", queue.state().name())
        .put("opensAt", opensAtMs == 0 ? null : Instant.ofEpochMilli(opensAtMs).toString())
        .put("servingNumber", queue.servingNumber())
        .put("lastNumber", queue.lastNumber())
        .put("waiting", queue.waiting())
        .put("ready", queue.ready())
        .put("active", queue.active())
        .put("capacity", queue.settings().capacity())
        .put("admitPerSecond", queue.settings().admitPerSecond())
        .put("held", queue.held() == HoldReason.NONE ? null : queue.held().text())
        .put("message", message == null || message.isEmpty() ? null : message)
        .put("asOf", Instant.ofEpochMilli(queue.changedAtMs()).toString());
  }
}
