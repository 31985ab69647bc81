package io.daegi.booking.audit;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.ListActs;
import io.daegi.booking.bus.BusService;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.regex.Pattern;

/** The audit service on the event bus. */
public final class AuditVerticle extends VerticleBase {

  private static final int MAX_ACTS = 100;
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

  private final AuditStore acts;
  private BusService service;

  public AuditVerticle(Database database) {
    this.acts = new AuditStore(database);
  }

  @Override
  public Future<?> start() {
    service =
        new BusService(vertx, AuditCalls.ADDRESS, Trouble::isAway)
            .on(AuditCalls.NOTE, note -> acts.add(note).map(Reply::created))
            .on(AuditCalls.LIST, this::list);
    return service.start();
  }

  private Future<Reply<Page<AdminAct>>> list(ListActs ask) {
    if (ask.limit() < 1 || ask.limit() > MAX_ACTS) {
      return refuse("/limit", "out-of-range", "must be between 1 and " + MAX_ACTS);
    }
    if (ask.cursor() != null && !CURSOR.matcher(ask.cursor()).matches()) {
      return refuse("/cursor", "malformed", "not a cursor of this list");
    }
    long before = ask.cursor() == null ? Long.MAX_VALUE : Long.parseLong(ask.cursor());
    return acts.list(before, ask.limit() + 1).map(found -> Reply.done(page(found, ask.limit())));
  }

  /** One more than asked for was read: it tells that there is a following part. */
  private static Page<AdminAct> page(List<AdminAct> found, int limit) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<AdminAct> items = found.subList(0, limit);
    return new Page<>(items, Long.toString(items.getLast().actId()));
  }

  private static Future<Reply<Page<AdminAct>>> refuse(String pointer, String code, String detail) {
    return Future.succeededFuture(
        Reply.refused(Refusal.invalid(List.of(new FieldFault(pointer, code, detail)))));
  }

  @Override
  public Future<?> stop() {
    return service.stop();
  }
}
