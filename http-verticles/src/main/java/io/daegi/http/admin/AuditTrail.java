package io.daegi.http.admin;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Reply;
import io.daegi.http.address.ClientAddresses;
import io.daegi.http.problem.RequestIdHandler;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every accepted change into the trail. The change stands whatever becomes of its note:
 * while the database is away operators can still pause a queue, and the log keeps what the trail
 * misses.
 */
final class AuditTrail {

  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

  /** The answer to the operator waits no longer than this for the note. */
  private static final long PATIENCE_MS = 1_000;

  private final BookingClient booking;
  private final ClientAddresses clients;

  AuditTrail(BookingClient booking, ClientAddresses clients) {
    this.booking = booking;
    this.clients = clients;
  }

  /**
   * One change.
   *
   * @param what in kebab case, such as {@code queue-paused}
   * @param subject the path of what was changed
   * @param before null when there was nothing
   * @param why null without a reason
   */
  record Change(String what, String subject, JsonObject before, JsonObject after, String why) {}

  /** Succeeds when the note is written, was missed, or takes too long to wait for. */
  Future<Void> note(RoutingContext context, Change change) {
    var note =
        new AdminNote(
            Operator.of(context),
            clients.shown(context.request()),
            RequestIdHandler.of(context),
            change.what(),
            change.subject(),
            change.before() == null ? null : change.before().encode(),
            change.after() == null ? null : change.after().encode(),
            change.why());
    Future<Reply<AdminAct>> written = booking.noteAdminAct(note);
    written
        .onSuccess(
            reply -> {
              if (reply instanceof Reply.Refused<AdminAct> refused) {
                missed(note, refused.refusal().code().code());
              }
            })
        .onFailure(cause -> missed(note, cause.toString()));
    return written
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
        .transform(done -> Future.succeededFuture());
  }

  private static void missed(AdminNote note, String cause) {
    log.warn("the audit trail misses a change ({}): {}", cause, note);
  }
}
