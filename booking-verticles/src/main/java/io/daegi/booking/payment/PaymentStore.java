package io.daegi.booking.payment;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.bus.BusJson;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The payment row, which decides a payment for good, and the money that moves with it: one
 * statement, so that there is no payment without its postings and no posting without its payment.
 */
public final class PaymentStore {

  /** The keys of a payment's rows; which of them refuses a second payment is not said. */
  private static final List<String> KEYS =
      List.of("payment_pkey", "ledger_transaction_pkey", "posting_pkey");

  private static final String PAY =
      """
      with debit as (
        update wallet set balance = balance - $4
         where visitor = $2 and currency = $5 and balance >= $4 returning visitor),
      paid as (
        insert into payment (payment_id, visitor, reservation_id, amount, currency, state)
        select $1, visitor, $3, $4, $5, 'SUCCEEDED' from debit),
      booked as (
        insert into ledger_transaction (transaction_id, kind) select $1, 'payment' from debit),
      posted as (
        insert into posting (transaction_id, account, currency, amount)
        select $1, 'wallet:' || visitor, $5, - $4::bigint from debit
        union all
        select $1, 'house:sales', $5, $4::bigint from debit)
      select count(*) as debits from debit""";

  private static final String BALANCE =
      "select balance from wallet where visitor = $1 and currency = $2";

  private static final String FAIL =
      """
      insert into payment (payment_id, visitor, reservation_id, amount, currency, state, refusal)
      values ($1, $2, $3, $4, $5, 'FAILED', $6) on conflict (payment_id) do nothing""";

  private static final String FIND =
      """
      select payment_id, reservation_id, amount, currency, state, refusal, redirect_url from payment
       where payment_id = $1 and visitor = $2""";

  private static final String GATEWAY = "select gateway from payment where payment_id = $1";

  private final Database database;

  public PaymentStore(Database database) {
    this.database = database;
  }

  /**
   * Moves the money from the wallet to the house and writes the payment.
   *
   * @return false when the wallet does not hold enough; fails with what {@link #isDecided}
   *     recognizes when the payment was decided before
   */
  Future<Boolean> payFromWallet(PaymentOrder order) {
    return database
        .query(PAY, tuple(order))
        .map(rows -> rows.iterator().next().getLong("debits") == 1);
  }

  static boolean isDecided(Throwable cause) {
    return KEYS.stream().anyMatch(key -> Trouble.isDuplicate(cause, key));
  }

  /** What the visitor's wallet holds in the currency of the order. */
  Future<Money> balance(PaymentOrder order) {
    String currency = order.due().currency();
    return database
        .query(BALANCE, Tuple.of(order.visitor().toUuid(), currency))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong("balance"))
        .map(amount -> new Money(amount, currency));
  }

  /** The payment never happens, unless it was decided before. */
  Future<Void> fail(PaymentOrder order, Refusal refusal) {
    return database.query(FAIL, tuple(order).addString(BusJson.write(refusal))).mapEmpty();
  }

  /** Empty when nothing was decided, or the payment is another visitor's. */
  public Future<Optional<PaymentRecord>> find(UUID visitor, UUID paymentId) {
    return database
        .query(FIND, Tuple.of(paymentId, visitor))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(toRecord(rows.iterator().next())));
  }

  /** Where a payment was made; empty when nothing is known of it. */
  Future<Optional<String>> gatewayOf(UUID paymentId) {
    return database
        .query(GATEWAY, Tuple.of(paymentId))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getString("gateway")));
  }

  private static PaymentRecord toRecord(Row row) {
    String refusal = row.getString("refusal");
    return new PaymentRecord(
        row.getUUID("payment_id"),
        row.getUUID("reservation_id"),
        new Money(row.getLong("amount"), row.getString("currency")),
        PaymentState.valueOf(row.getString("state")),
        refusal == null ? null : BusJson.read(refusal, Refusal.class),
        row.getString("redirect_url"));
  }

  private static Tuple tuple(PaymentOrder order) {
    return Tuple.of(
        order.paymentId(),
        order.visitor().toUuid(),
        order.reservationId(),
        order.due().amount(),
        order.due().currency());
  }
}
