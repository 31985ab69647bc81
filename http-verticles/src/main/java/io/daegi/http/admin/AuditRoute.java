package io.daegi.http.admin;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Page;
import io.daegi.http.booking.RefusalProblems;
import io.daegi.http.edge.Replies;
import io.daegi.http.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** {@code GET /admin/v1/audit}: who changed what, from what to what, and why; newest first. */
final class AuditRoute {

  private static final int MAX_ITEMS = 100;
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

  private final BookingClient booking;

  AuditRoute(BookingClient booking) {
    this.booking = booking;
  }

  void mount(Router router) {
    router.get("/admin/v1/audit").handler(Replies.async(this::list));
  }

  private Future<?> list(RoutingContext context) {
    int limit = ListQuery.limit(context, 50, MAX_ITEMS);
    return booking
        .adminActs(limit, cursor(context))
        .map(
            reply -> {
              var page = RefusalProblems.done(context, reply).value();
              Replies.privately(context, 200, json(page));
              return null;
            });
  }

  private static String cursor(RoutingContext context) {
    var cursor = ListQuery.cursor(context);
    if (cursor != null && !CURSOR.matcher(cursor).matches()) {
      throw Problem.field("#query/cursor", "malformed", "not a cursor of this list").toException();
    }
    return cursor;
  }

  private static JsonObject json(Page<AdminAct> page) {
    var items = new JsonArray();
    page.items().forEach(act -> items.add(json(act)));
    return new JsonObject().put("items", items).put("next", page.next());
  }

  private static JsonObject json(AdminAct act) {
    var note = act.note();
    return new JsonObject()
        .put("id", act.actId())
        .put("at", act.at().toString())
        .put("who", note.who())
        .put("address", note.address())
        .put("requestId", note.requestId())
        .put("what", note.what())
        .put("subject", note.subject())
        .put("before", object(note.before()))
        .put("after", object(note.after()))
        .put("why", note.why());
  }

  private static JsonObject object(String json) {
    return json == null ? null : new JsonObject(json);
  }
}
