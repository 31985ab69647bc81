package io.daegi.booking.balance.http;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.balance.LedgerStore;
import io.daegi.booking.balance.TopUp;
import io.daegi.booking.bus.BusJson;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.store.AnswerSlots;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.RefusedException;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of top-ups at the gateway, each step one statement. One that is OPEN is CREDITED,
 * REFUSED or, step by step, RETURNED, by whoever comes first; none of these is ever changed.
 */
final class TopUpStore {

  /** No row: the wallet would hold too much, and nothing was begun. */
  private static final String OPEN =
      """
      with opened as (
        insert into top_up (top_up_id, visitor, queue_id, token_id, number, generation, partition,
                            amount, currency, key, body_hash, due_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
               clock_timestamp() + $12::bigint * interval '1 ms'
         where $8 + coalesce((select balance from wallet
                               where visitor = $2 and currency = $9), 0) <= $13
        on conflict (top_up_id) do nothing returning body_hash, state, refusal)
      select body_hash, state, refusal from opened
      union all
      select body_hash, state, refusal from top_up where top_up_id = $1""";

  private static final String CREDIT =
      "update top_up set state = 'CREDITED' where top_up_id = $1 and state = 'OPEN'";

  private static final String END =
      """
      update top_up set state = $2, refusal = coalesce(refusal, $3)
       where top_up_id = $1 and state in ('OPEN', 'RETURNING')""";

  /** Asked again after twice the time each, a minute at most. */
  private static final String TAKE_DUE =
      """
      update top_up
         set attempts = attempts + 1,
             due_at = clock_timestamp()
               + least($2::bigint * (1 << least(attempts, 6)), 60000) * interval '1 ms'
       where top_up_id in (
         select top_up_id from top_up
          where unfinished_at <= clock_timestamp()
          order by unfinished_at limit $1 for update skip locked)
      returning *, created_at < clock_timestamp() - interval '10 minutes' as old""";

  private final Database database;
  private final long askEveryMs;
  private final long balanceMax;

  /**
   * @param askEveryMs after which a top-up under way counts as left, and is asked about
   * @param balanceMax in minor units; for a wallet that would hold more nothing is begun
   */
  TopUpStore(Database database, long askEveryMs, long balanceMax) {
    this.database = database;
    this.askEveryMs = askEveryMs;
    this.balanceMax = balanceMax;
  }

  /**
   * Where a top-up stands.
   *
   * @param refusal why it is none; null when it is, or may yet be
   */
  record Standing(boolean isCredited, Refusal refusal) {}

  /** Writes down what is about to be collected, unless it was begun before. */
  Future<Standing> open(TopUp topUp) {
    return database.query(OPEN, row(topUp)).map(rows -> standing(rows, topUp));
  }

  private static Standing standing(RowSet<Row> rows, TopUp topUp) {
    if (rows.size() == 0) {
      return new Standing(false, LedgerStore.fullWallet());
    }
    Row row = rows.iterator().next();
    if (!row.getString("body_hash").equals(topUp.slot().bodyHash())) {
      return new Standing(false, AnswerStore.conflict());
    }
    return new Standing(row.getString("state").equals("CREDITED"), refusal(row));
  }

  private static Refusal refusal(Row row) {
    String refusal = row.getString("refusal");
    return refusal == null ? null : BusJson.read(refusal, Refusal.class);
  }

  private Tuple row(TopUp topUp) {
    EventOwner owner = topUp.owner();
    return Tuple.from(
        List.of(
            topUp.topUpId(),
            owner.visitor().toUuid(),
            owner.queueId(),
            owner.tokenId(),
            owner.number(),
            owner.generation(),
            owner.partition(),
            topUp.money().amount(),
            topUp.money().currency(),
            topUp.slot().key(),
            topUp.slot().bodyHash(),
            askEveryMs,
            balanceMax));
  }

  /** In the transaction of the credit. */
  static Future<Void> credited(SqlClient transaction, TopUp topUp) {
    return transaction
        .preparedQuery(CREDIT)
        .execute(Tuple.of(topUp.topUpId()))
        .compose(
            rows ->
                rows.rowCount() == 1
                    ? Future.succeededFuture()
                    : Future.failedFuture(new RefusedException(givenBack())));
  }

  static Refusal givenBack() {
    return Refusal.of(
        RefusalCode.TOP_UP_REFUSED, "The charge was given up, and its money goes back.");
  }

  /** Nothing was collected, and nothing will be. */
  Future<Void> refuse(TopUp topUp, Refusal refusal) {
    return end(topUp, "REFUSED", refusal).mapEmpty();
  }

  /**
   * From now on the money can only go back.
   *
   * @return false when it was credited, or has ended, meanwhile
   */
  Future<Boolean> returning(TopUp topUp, Refusal refusal) {
    return end(topUp, "RETURNING", refusal);
  }

  Future<Void> returned(TopUp topUp, Refusal refusal) {
    return end(topUp, "RETURNED", refusal).mapEmpty();
  }

  private Future<Boolean> end(TopUp topUp, String state, Refusal refusal) {
    return database
        .query(END, Tuple.of(topUp.topUpId(), state, BusJson.write(refusal)))
        .map(rows -> rows.rowCount() == 1);
  }

  Future<List<OpenTopUp>> takeDue(int limit) {
    return database
        .query(TAKE_DUE, Tuple.of(limit, askEveryMs))
        .map(
            rows -> {
              List<OpenTopUp> taken = new ArrayList<>(rows.size());
              rows.forEach(row -> taken.add(toOpen(row)));
              return taken;
            });
  }

  private static OpenTopUp toOpen(Row row) {
    VisitorId visitor = VisitorId.of(row.getUUID("visitor"));
    Money money = new Money(row.getLong("amount"), row.getString("currency"));
    EventOwner owner =
        new EventOwner(
            visitor,
            row.getString("queue_id"),
            row.getString("token_id"),
            row.getLong("number"),
            row.getInteger("generation"),
            row.getInteger("partition"));
    return new OpenTopUp(
        new TopUp(
            row.getUUID("top_up_id"),
            owner,
            money,
            AnswerSlots.ofCharge(visitor, money, row.getString("key"))),
        refusal(row),
        row.getBoolean("old"));
  }
}
