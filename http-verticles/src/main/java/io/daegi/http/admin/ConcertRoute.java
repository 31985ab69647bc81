package io.daegi.http.admin;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.SeenPlan;
import io.daegi.engine.model.Limits;
import io.daegi.http.admin.AuditTrail.Change;
import io.daegi.http.booking.BookingJson;
import io.daegi.http.booking.RefusalProblems;
import io.daegi.http.edge.JsonBody;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * {@code GET|PUT /admin/v1/concerts/{concertId}}: a concert, its shows and its seats; with {@code
 * If-Match} only in place of the plan that the operator saw.
 */
final class ConcertRoute {

  private static final String ONE = "/admin/v1/concerts/:concertId";

  private final BookingClient booking;
  private final AuditTrail trail;

  ConcertRoute(BookingClient booking, AuditTrail trail) {
    this.booking = booking;
    this.trail = trail;
  }

  void mount(Router router, BodyHandler body) {
    router.get(ONE).handler(Replies.async(this::get));
    router.put(ONE).handler(body).handler(Replies.async(this::put));
  }

  private Future<?> get(RoutingContext context) {
    return booking
        .plannedConcert(context.pathParam("concertId"))
        .map(reply -> RefusalProblems.done(context, reply).value())
        .map(
            plan -> {
              PlanTag.write(context, plan.revision());
              Replies.privately(context, 200, plan(plan.spec()));
              return null;
            });
  }

  private Future<?> put(RoutingContext context) {
    Operator.of(context);
    var concertId = context.pathParam("concertId");
    if (!Limits.isQueueId(concertId)) {
      throw Problem.field(
              "#path/concertId",
              "malformed",
              "must be 1 to 64 lower-case letters, digits and inner hyphens")
          .toException();
    }
    var body = JsonBody.required(context);
    var spec = ConcertBody.read(body);
    var why = QueueCommands.reason(body);
    var seen = PlanTag.seen(context);
    body.check();
    return present(concertId)
        .compose(
            before -> {
              var change = new Change(what(before), subject(concertId), before, plan(spec), why);
              return put(context, concertId, spec, seen, change);
            })
        .map(
            done -> {
              write(context, done);
              return null;
            });
  }

  private Future<Reply.Done<Concert>> put(
      RoutingContext context, String concertId, ConcertSpec spec, SeenPlan seen, Change change) {
    return booking
        .putConcert(concertId, spec, seen)
        .map(reply -> RefusalProblems.done(context, reply))
        .compose(done -> trail.note(context, change).map(done));
  }

  /** The plan as it is; null when there is no such concert yet. */
  private Future<JsonObject> present(String concertId) {
    return booking
        .plannedConcert(concertId)
        .map(
            reply ->
                switch (reply) {
                  case Reply.Done<PlannedConcert> done -> plan(done.value().spec());
                  case Reply.Refused<PlannedConcert> refused -> {
                    if (refused.refusal().code() == RefusalCode.CONCERT_UNKNOWN) {
                      yield null;
                    }
                    throw RefusalProblems.of(refused.refusal()).toException();
                  }
                });
  }

  private static String what(JsonObject before) {
    return before == null ? "concert-created" : "concert-changed";
  }

  private static String subject(String concertId) {
    return "concerts/" + concertId;
  }

  private static void write(RoutingContext context, Reply.Done<Concert> put) {
    if (put.created()) {
      context.response().putHeader("Location", "/v1/concerts/" + put.value().concertId());
    }
    PlanTag.write(context, put.value().revision());
    Replies.privately(context, put.created() ? 201 : 200, BookingJson.of(put.value()));
  }

  /** The plan with its sections and prices, which the public form leaves out. */
  private static JsonObject plan(ConcertSpec spec) {
    var shows = new JsonArray();
    for (var show : spec.shows()) {
      var sections = new JsonArray();
      for (var section : show.sections()) {
        sections.add(
            new JsonObject()
                .put("name", section.name())
                .put("rows", section.rows())
                .put("seatsPerRow", section.seatsPerRow())
                .put("price", section.price()));
      }
      shows.add(
          new JsonObject()
              .put("date", show.date().toString())
              .put("startsAt", show.startsAt() == null ? null : show.startsAt().toString())
              .put("sections", sections));
    }
    return new JsonObject()
        .put("title", spec.title())
        .put("queueId", spec.queueId())
        .put("currency", spec.currency())
        .put("holdTtlMs", spec.holdTtlMs())
        .put("maxSeatsPerVisitor", spec.maxSeatsPerVisitor())
        .put("shows", shows);
  }
}
