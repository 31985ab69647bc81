package io.daegi.booking.audit;

import io.daegi.booking.api.AdminAct;
import io.daegi.booking.api.AdminNote;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The trail in the database, which refuses to change or forget a line of it. */
final class AuditStore {

  private static final String ADD =
      """
      insert into admin_act (who, address, request_id, what, subject, before, after, why)
      values ($1, $2, $3, $4, $5, ($6::text)::jsonb, ($7::text)::jsonb, $8)
      returning act_id, at""";

  private static final String LIST =
      """
      select act_id, at, who, address, request_id, what, subject,
             before::text as before, after::text as after, why
        from admin_act where act_id < $1 order by act_id desc limit $2""";

  private final Database database;

  AuditStore(Database database) {
    this.database = database;
  }

  Future<AdminAct> add(AdminNote note) {
    Tuple row =
        Tuple.from(
            new Object[] {
              note.who(),
              note.address(),
              note.requestId(),
              note.what(),
              note.subject(),
              note.before(),
              note.after(),
              note.why()
            });
    return database.query(ADD, row).map(rows -> act(rows.iterator().next(), note));
  }

  /** Newest first, those with a smaller id than {@code before}. */
  Future<List<AdminAct>> list(long before, int limit) {
    return database
        .query(LIST, Tuple.of(before, limit))
        .map(
            rows -> {
              List<AdminAct> acts = new ArrayList<>();
              rows.forEach(row -> acts.add(act(row, note(row))));
              return acts;
            });
  }

  private static AdminAct act(Row row, AdminNote note) {
    return new AdminAct(row.getLong("act_id"), row.getOffsetDateTime("at").toInstant(), note);
  }

  private static AdminNote note(Row row) {
    return new AdminNote(
        row.getString("who"),
        row.getString("address"),
        row.getString("request_id"),
        row.getString("what"),
        row.getString("subject"),
        row.getString("before"),
        row.getString("after"),
        row.getString("why"));
  }
}
