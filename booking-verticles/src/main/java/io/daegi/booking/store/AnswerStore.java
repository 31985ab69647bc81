package io.daegi.booking.store;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.ReplyCodec;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** The answers given under idempotency keys, kept with their effects for at least a day. */
public final class AnswerStore {

  private static final String FIND =
      "select body_hash, answer from stored_answer where visitor = $1 and route = $2 and key = $3";

  private static final String SAVE =
      """
      insert into stored_answer (visitor, route, key, body_hash, answer)
      values ($1, $2, $3, $4, $5) on conflict do nothing""";

  private static final String FORGET =
      "delete from stored_answer where created_at < now() - interval '48 hours'";

  private final Database database;

  public AnswerStore(Database database) {
    this.database = database;
  }

  /**
   * Under which an answer is stored.
   *
   * @param key null: the request is not idempotent and nothing is stored
   * @param bodyHash of everything that the request asked for
   */
  public record Slot(VisitorId visitor, String route, String key, String bodyHash) {}

  /** The stored answer, or a refusal because the key was used with another body. */
  public <A> Future<Optional<Reply<A>>> recall(Slot slot, TypeReference<A> type) {
    if (slot.key() == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return database.query(FIND, where(slot)).map(rows -> toReply(rows, slot, type));
  }

  /** The same within a transaction. */
  public static <A> Future<Optional<Reply<A>>> recall(
      SqlClient connection, Slot slot, TypeReference<A> type) {
    if (slot.key() == null) {
      return Future.succeededFuture(Optional.empty());
    }
    return connection
        .preparedQuery(FIND)
        .execute(where(slot))
        .map(rows -> toReply(rows, slot, type));
  }

  /** What is answered when the key was used with another body. */
  public static Refusal conflict() {
    return Refusal.of(
        RefusalCode.IDEMPOTENCY_CONFLICT, "This idempotency key was used with another request.");
  }

  /** Stores the answer in the transaction of its effect; an answer that is there already stays. */
  public static Future<Void> save(SqlClient connection, Slot slot, Reply<?> reply) {
    if (slot.key() == null) {
      return Future.succeededFuture();
    }
    return connection.preparedQuery(SAVE).execute(row(slot, reply)).mapEmpty();
  }

  /** One answer as it is stored. */
  public static Tuple row(Slot slot, Reply<?> reply) {
    return Tuple.of(
        slot.visitor().toUuid(),
        slot.route(),
        slot.key(),
        slot.bodyHash(),
        ReplyCodec.encode(reply));
  }

  /** Forgets what is older than two days. */
  public Future<Integer> forgetOld() {
    return database.query(FORGET, Tuple.tuple()).map(RowSet::rowCount);
  }

  private static Tuple where(Slot slot) {
    return Tuple.of(slot.visitor().toUuid(), slot.route(), slot.key());
  }

  private static <A> Optional<Reply<A>> toReply(
      RowSet<Row> rows, Slot slot, TypeReference<A> type) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    if (!row.getString("body_hash").equals(slot.bodyHash())) {
      return Optional.of(Reply.refused(conflict()));
    }
    return Optional.of(ReplyCodec.decode(row.getString("answer"), type).asReplay());
  }
}
