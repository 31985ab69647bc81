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
import java.util.UUID;
import java.util.function.BiFunction;

/** Wallets and the ledger beneath them. */
public final class LedgerStore {

  static final TypeReference<Balance> ANSWER = new TypeReference<>() {};
  static final String TRANSACTION_KEY = "ledger_transaction_pkey";

  private static final String BALANCES =
      "select currency, balance from wallet where visitor = $1 order by currency";

  private static final String BOOK =
      "insert into ledger_transaction (transaction_id, kind) values ($1, 'charge')";

  private static final String POST =
      """
      insert into posting (transaction_id, account, currency, amount)
      values ($1, 'wallet:' || $2::uuid, $3, $4::bigint), ($1, 'house:top-up', $3, - $4::bigint)""";

  private static final String CREDIT =
      """
      insert into wallet as w (visitor, currency, balance) values ($1, $2, $3)
      on conflict (visitor, currency) do update
         set balance = w.balance + excluded.balance
       where w.balance + excluded.balance <= $4""";

  private final Database database;

  public LedgerStore(Database database) {
    this.database = database;
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
        database.inTransaction(
            connection ->
                BookingLocks.lockVisitor(connection, charge.owner().visitor())
                    .compose(locked -> AnswerStore.recall(connection, charge.slot(), ANSWER))
                    .compose(
                        stored ->
                            stored.isPresent()
                                ? Future.succeededFuture(stored.get())
                                : credit(connection, charge, noting))));
  }

  private static Future<Reply<Balance>> credit(
      SqlConnection connection, TopUp charge, BiFunction<SqlClient, TopUp, Future<Void>> noting) {
    UUID visitor = charge.owner().visitor().toUuid();
    Money money = charge.money();
    Future<RowSet<Row>> credited =
        connection
            .preparedQuery(CREDIT)
            .execute(Tuple.of(visitor, money.currency(), money.amount(), MoneyRules.MAX_BALANCE));
    return Future.all(
            credited,
            connection.preparedQuery(BOOK).execute(Tuple.of(charge.topUpId())),
            connection
                .preparedQuery(POST)
                .execute(Tuple.of(charge.topUpId(), visitor, money.currency(), money.amount())),
            OutboxStore.add(connection, List.of(event(charge))),
            noting.apply(connection, charge))
        .compose(
            written -> {
              if (credited.result().rowCount() == 0) {
                return Future.failedFuture(new RefusedException(fullWallet()));
              }
              return connection.preparedQuery(BALANCES).execute(Tuple.of(visitor));
            })
        .compose(
            rows -> {
              Reply<Balance> reply = Reply.done(toBalance(rows, money.currency()));
              return AnswerStore.save(connection, charge.slot(), reply).map(saved -> reply);
            });
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
