package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.Limits;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.queue.StatusReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * {@code PUT /admin/v1/queues/{queueId}/message}: a word to the waiting; null or "" takes it away.
 * With {@code If-Match} only in place of the word that the operator saw.
 */
final class MessageRoute {

  private static final String FIELD = "message";

  private final Edge edge;
  private final StatusReader statuses;
  private final QueueCommands commands;

  MessageRoute(Edge edge, StatusReader statuses, QueueCommands commands) {
    this.edge = edge;
    this.statuses = statuses;
    this.commands = commands;
  }

  void mount(Router router, BodyHandler body) {
    router.put("/admin/v1/queues/:queueId/message").handler(body).handler(Replies.async(this::put));
  }

  private Future<?> put(RoutingContext context) {
    Operator.of(context);
    var queue = statuses.queue(context.pathParam("queueId"));
    var body = JsonBody.required(context);
    if (!body.json().containsKey(FIELD)) {
      body.missing(FIELD);
    }
    var text = body.text(FIELD, false, Limits.MAX_MESSAGE_CHARS);
    var why = QueueCommands.reason(body);
    body.check();
    var message = text == null ? "" : text;
    var change =
        new Change(
            "queue-message-changed",
            QueuesRoute.subject(queue.queueId()),
            new JsonObject().put(FIELD, present(queue)),
            new JsonObject().put(FIELD, message.isEmpty() ? null : message),
            why);
    return edge.engine()
        .setMessage(queue.queueId(), message, seen(context, queue, message))
        .compose(answer -> commands.finish(context, queue.queueId(), answer, change));
  }

  /** What the operator saw; null when it was not said, or does not matter: it is so already. */
  private static String seen(RoutingContext context, QueueView queue, String message) {
    var present = QueueTag.message(queue);
    boolean isSaid = !message.equals(present) && QueueTag.MESSAGE.require(context, queue);
    return isSaid ? present : null;
  }

  private static String present(QueueView queue) {
    var message = QueueTag.message(queue);
    return message.isEmpty() ? null : message;
  }
}
