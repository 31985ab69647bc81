package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.command.Answer;
import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.Limits;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.OutcomeProblems;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What follows every operator's command to a queue. */
final class QueueCommands {

  private final Edge edge;
  private final AdminQueue shape;
  private final BoardGate gate;
  private final AuditTrail trail;

  QueueCommands(Edge edge, AdminQueue shape, BoardGate gate, AuditTrail trail) {
    this.edge = edge;
    this.shape = shape;
    this.gate = gate;
    this.trail = trail;
  }

  /** The operator's reason; null without one. */
  static String reason(JsonBody body) {
    return body.text("reason", false, Limits.MAX_MESSAGE_CHARS);
  }

  /**
   * Notes a change that the engine took, waits until this board shows it, and answers with the
   * queue. What was so already is answered alike and not noted.
   */
  Future<?> finish(RoutingContext context, String queueId, Answer answer, Change change) {
    if (!answer.outcome().isAccepted()) {
      throw OutcomeProblems.of(answer.outcome()).toException();
    }
    Future<Void> noted =
        answer.outcome() == Outcome.DONE ? trail.note(context, change) : Future.succeededFuture();
    int status = change.before() == null ? 201 : 200;
    return Future.all(noted, gate.shows(answer))
        .map(
            done -> {
              write(context, status, edge.board().queue(queueId));
              return null;
            });
  }

  /** Answers with the queue and its ETag. */
  void write(RoutingContext context, int status, QueueView queue) {
    context.response().putHeader("ETag", QueueTag.of(queue));
    if (status == 201) {
      context.response().putHeader("Location", "/admin/v1/queues/" + queue.queueId());
    }
    Replies.privately(context, status, shape.json(queue));
  }
}
