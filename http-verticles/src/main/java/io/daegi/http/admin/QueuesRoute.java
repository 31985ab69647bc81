package io.daegi.http.admin;

import io.daegi.engine.board.QueueView;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.edge.BoardGate;
import io.daegi.http.edge.Edge;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Jitter;
import io.daegi.http.problem.Problem;
import io.daegi.http.problem.ProblemCode;
import io.daegi.http.queue.SeenVersion;
import io.daegi.http.queue.StatusReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** {@code GET /admin/v1/queues} and {@code GET|PUT /admin/v1/queues/{queueId}}. */
final class QueuesRoute {

  private static final String LIST = "/admin/v1/queues";
  private static final String ONE = LIST + "/:queueId";
  private static final int MAX_ITEMS = 1_000;

  private final Edge edge;
  private final AdminQueue shape;
  private final StatusReader statuses;
  private final BoardGate gate;
  private final QueueCommands commands;

  QueuesRoute(
      Edge edge, AdminQueue shape, StatusReader statuses, BoardGate gate, QueueCommands commands) {
    this.edge = edge;
    this.shape = shape;
    this.statuses = statuses;
    this.gate = gate;
    this.commands = commands;
  }

  void mount(Router router, BodyHandler body) {
    router.get(LIST).handler(this::list);
    router.get(ONE).handler(Replies.async(this::get));
    router.put(ONE).handler(body).handler(Replies.async(this::put));
  }

  /** By name; the cursor is the last name of the part before. */
  private void list(RoutingContext context) {
    requireCaughtUp();
    int limit = ListQuery.limit(context, 100, MAX_ITEMS);
    var cursor = ListQuery.cursor(context);
    List<QueueView> found =
        edge.board().queues().stream()
            .filter(queue -> cursor == null || queue.queueId().compareTo(cursor) > 0)
            .limit(limit + 1L)
            .toList();
    var items = new JsonArray();
    found.stream().limit(limit).forEach(queue -> items.add(shape.json(queue)));
    var next = found.size() > limit ? found.get(limit - 1).queueId() : null;
    Replies.privately(context, 200, new JsonObject().put("items", items).put("next", next));
  }

  private Future<?> get(RoutingContext context) {
    var queueId = context.pathParam("queueId");
    var queue = statuses.queue(queueId);
    return gate.reached(queue.partition(), SeenVersion.ofQuery(context))
        .map(
            none -> {
              commands.write(context, 200, statuses.queue(queueId));
              return null;
            });
  }

  private Future<?> put(RoutingContext context) {
    var queueId = context.pathParam("queueId");
    if (!Limits.isQueueId(queueId)) {
      throw Problem.field(
              "#path/queueId",
              "malformed",
              "must be 1 to 64 lower-case letters, digits and inner hyphens")
          .toException();
    }
    Operator.of(context);
    requireCaughtUp();
    var present = edge.board().queue(queueId);
    requireConditions(context, present);
    var body = JsonBody.required(context);
    var base = present == null ? QueueSettings.defaults(queueId) : present.settings();
    var settings = new SettingsBody(body).read(base);
    var why = QueueCommands.reason(body);
    body.check();
    return present == null
        ? create(context, queueId, settings, why)
        : change(context, present, settings, why);
  }

  private void requireCaughtUp() {
    if (!edge.board().isCaughtUp()) {
      throw Problem.of(ProblemCode.BEHIND).withRetryAfterMs(Jitter.around(1_000)).toException();
    }
  }

  /** A change needs the settings that the operator saw; a name that is not there has none. */
  private static void requireConditions(RoutingContext context, QueueView present) {
    var ifMatch = context.request().getHeader("If-Match");
    var ifNoneMatch = context.request().getHeader("If-None-Match");
    if (present == null) {
      if (ifMatch != null) {
        throw Problem.of(ProblemCode.PRECONDITION_FAILED, "the queue does not exist").toException();
      }
      return;
    }
    if (Replies.matches(ifNoneMatch, QueueTag.of(present))) {
      throw Problem.of(ProblemCode.PRECONDITION_FAILED, "the queue exists").toException();
    }
    if (ifMatch == null) {
      throw Problem.of(ProblemCode.PRECONDITION_REQUIRED).toException();
    }
    QueueTag.SETTINGS.require(context, present);
  }

  private Future<?> create(
      RoutingContext context, String queueId, QueueSettings settings, String why) {
    var change =
        new Change("queue-created", subject(queueId), null, AdminQueue.settings(settings), why);
    return edge.engine()
        .createQueue(queueId, settings)
        .compose(answer -> commands.finish(context, queueId, answer, change));
  }

  private Future<?> change(
      RoutingContext context, QueueView present, QueueSettings settings, String why) {
    var queueId = present.queueId();
    var change =
        new Change(
            "queue-settings-changed",
            subject(queueId),
            AdminQueue.settings(present.settings()),
            AdminQueue.settings(settings),
            why);
    return edge.engine()
        .changeSettings(queueId, settings, present.settingsVersion())
        .compose(answer -> commands.finish(context, queueId, answer, change));
  }

  /** How the audit trail names a queue. */
  static String subject(String queueId) {
    return "queues/" + queueId;
  }
}
