package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueState;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.OutcomeProblems;
import io.daegi.http.queue.StatusReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * {@code POST /admin/v1/queues/{queueId}/pause|resume|drain|close}; with {@code If-Match} only from
 * the state that the operator saw.
 */
final class QueueStateRoute {

  private final Edge edge;
  private final StatusReader statuses;
  private final QueueCommands commands;

  QueueStateRoute(Edge edge, StatusReader statuses, QueueCommands commands) {
    this.edge = edge;
    this.statuses = statuses;
    this.commands = commands;
  }

  void mount(Router router, BodyHandler body) {
    mount(router, body, "pause", QueueState.PAUSED, "queue-paused");
    mount(router, body, "resume", QueueState.OPEN, "queue-resumed");
    mount(router, body, "drain", QueueState.DRAINING, "queue-drained");
    mount(router, body, "close", QueueState.CLOSED, "queue-closed");
  }

  private void mount(Router router, BodyHandler body, String verb, QueueState target, String what) {
    router
        .post("/admin/v1/queues/:queueId/" + verb)
        .handler(body)
        .handler(Replies.async(context -> change(context, target, what)));
  }

  private Future<?> change(RoutingContext context, QueueState target, String what) {
    Operator.of(context);
    var queue = statuses.queue(context.pathParam("queueId"));
    var body = JsonBody.optional(context);
    var why = QueueCommands.reason(body);
    body.check();
    var change =
        new Change(
            what,
            QueuesRoute.subject(queue.queueId()),
            new JsonObject().put("state", queue.state().name()),
            new JsonObject().put("state", target.name()),
            why);
    var seen = seen(context, queue, target);
    return edge.engine()
        .changeState(queue.queueId(), target, why == null ? "" : why, seen)
        .compose(
            answer -> {
              refuseWrongState(answer, queue);
              return commands.finish(context, queue.queueId(), answer, change);
            });
  }

  /** What the operator saw; null when it was not said, or does not matter: it is so already. */
  private static QueueState seen(RoutingContext context, QueueView queue, QueueState target) {
    boolean isSaid = queue.state() != target && QueueTag.STATE.require(context, queue);
    return isSaid ? queue.state() : null;
  }

  private static void refuseWrongState(Answer answer, QueueView queue) {
    if (answer.outcome() == Outcome.WRONG_STATE) {
      throw OutcomeProblems.of(answer.outcome())
          .with("queueState", queue.state().name())
          .toException();
    }
  }
}
