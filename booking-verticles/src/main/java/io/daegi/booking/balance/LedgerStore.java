package io.daegi.booking.balance;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventType;
import io.daegi.booking.outbox.OutboxStore;
import io.daegi.booking.rules.MoneyRules;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.BookingLocks;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.PipelinedTransaction;
import io.daegi.booking.store.RefusedException;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Wallets and the ledger beneath them. */
public final class LedgerStore {

  static final TypeReference<Balance> ANSWER = new TypeReference<>() {};
  static final String TRANSACTION_KEY = "ledger_transaction_pkey";

  private static final String BALANCES =
      "select currency, balance from wallet where visitor = $1 order by currency";

  /** The money, its ledger transaction and its event; nothing when the wallet would be too full. */
  private static final String CREDIT =
      """
      with credited as (
        insert into wallet as w (visitor, currency, balance) values ($1, $2, $3)
        on conflict (visitor, currency) do update
           set balance = w.balance + excluded.balance
         where w.balance + excluded.balance <= $4
        returning visitor),
      booked as (
        insert into ledger_transaction (transaction_id, kind) select $5, 'charge' from credited),
      posted as (
        insert into posting (transaction_id, account, currency, amount)
        select $5, 'wallet:' || visitor, $2, $3::bigint from credited
        union all
        select $5, 'house:top-up', $2, - $3::bigint from credited),
      told as (
        insert into outbox (partition, event_id, type, token_id, subject, data, traceparent)
        select $6::int, $7::uuid, $8::text, $9::text, $10::text, $11::text, $12::text
          from credited)
      select count(*) as credits from credited\
      """;

  private final Database database;
  private final long balanceMax;

  /**
   * @param balanceMax in minor units; no charge takes a wallet beyond it
   */
  public LedgerStore(Database database, long balanceMax) {
    this.database = database;
    this.balanceMax = balanceMax;
  }

  /**
   * @param currency null: the one the wallet holds, or the default
   */
  Future<Balance> balance(VisitorId visitor, String currency) {
    return database
        .query(BALANCES, Tuple.of(visitor.toUuid()))
        .map(rows -> toBalance(rows, currency));
  }

  /**
   * Credits the wallet, once for each top-up; the stored answer when it was done before.
   *
   * @param noting what else belongs into the transaction
   */
  Future<Reply<Balance>> charge(TopUp charge, BiFunction<SqlClient, TopUp, Future<Void>> noting) {
    return RefusedException.toReply(
        database.inPipelinedTransaction(transaction -> charge(transaction, charge, noting)));
  }

  /** The money moves before we know of an answer: with one, it is rolled back. */
  private Future<Reply<Balance>> charge(
      PipelinedTransaction transaction,
      TopUp charge,
      BiFunction<SqlClient, TopUp, Future<Void>> noting) {
    SqlConnection connection = transaction.connection();
    UUID visitor = charge.owner().visitor().toUuid();
    Future<Void> locked = BookingLocks.lockVisitor(connection, charge.owner().visitor());
    Future<Optional<Reply<Balance>>> stored = AnswerStore.recall(connection, charge.slot(), ANSWER);
    Future<RowSet<Row>> credited = connection.preparedQuery(CREDIT).execute(credit(charge));
    Future<RowSet<Row>> balances = connection.preparedQuery(BALANCES).execute(Tuple.of(visitor));
    Future<Void> noted = noting.apply(connection, charge);
    return Future.all(locked, stored)
        .compose(
            known ->
                stored.result().isPresent()
                    ? Future.succeededFuture(stored.result().get())
                    : Future.all(credited, balances, noted)
                        .compose(
                            moved ->
                                keep(transaction, charge, credited.result(), balances.result())));
  }

  private Tuple credit(TopUp charge) {
    Money money = charge.money();
    Tuple values =
        Tuple.of(
            charge.owner().visitor().toUuid(),
            money.currency(),
            money.amount(),
            balanceMax,
            charge.topUpId());
    Tuple told = OutboxStore.row(event(charge));
    for (int i = 0; i < 6; i++) {
      values.addValue(told.getValue(i));
    }
    return values.addValue(told.getValue(7));
  }

  private static Future<Reply<Balance>> keep(
      PipelinedTransaction transaction, TopUp charge, RowSet<Row> credited, RowSet<Row> balances) {
    if (credited.iterator().next().getLong("credits") == 0) {
      return Future.failedFuture(new RefusedException(fullWallet()));
    }
    Reply<Balance> reply = Reply.done(toBalance(balances, charge.money().currency()));
    return transaction
        .commitAfter(AnswerStore.save(transaction.connection(), charge.slot(), reply))
        .map(saved -> reply);
  }

  /** Why nothing more is taken for a wallet. */
  public static Refusal fullWallet() {
    return Refusal.of(RefusalCode.AMOUNT_OUT_OF_RANGE, "The balance would be too large.");
  }

  private static BookingEvent event(TopUp charge) {
    return new BookingEvent(
        EventType.BALANCE_CHARGED,
        charge.owner(),
        charge.owner().visitor().toString(),
        null,
        null,
        null,
        charge.money(),
        null,
        null);
  }

  private static Balance toBalance(RowSet<Row> rows, String currency) {
    List<Money> balances = new ArrayList<>();
    rows.forEach(row -> balances.add(new Money(row.getLong("balance"), row.getString("currency"))));
    String wanted = currency;
    if (wanted == null) {
      wanted = balances.size() == 1 ? balances.get(0).currency() : MoneyRules.DEFAULT_CURRENCY;
    }
    String asked = wanted;
    Money balance =
        balances.stream()
            .filter(money -> money.currency().equals(asked))
            .findFirst()
            .orElseGet(() -> new Money(0, asked));
    return new Balance(balance, balances);
  }
}
