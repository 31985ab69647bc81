package io.daegi.booking.payment;

import io.daegi.booking.rules.KeyedIds;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

/** The refund row and the money that moves back with it: one statement, once for each payment. */
public final class RefundStore {

  private static final String REFUND =
      """
      with back as (
        insert into refund (payment_id, transaction_id)
        select payment_id, $2 from payment
         where payment_id = $1 and visitor = $3 and state = 'SUCCEEDED'
        on conflict (payment_id) do nothing returning transaction_id),
      credit as (
        update wallet set balance = balance + $4
         where visitor = $3 and currency = $5 and exists (select from back) returning visitor),
      booked as (
        insert into ledger_transaction (transaction_id, kind) select $2, 'refund' from credit),
      posted as (
        insert into posting (transaction_id, account, currency, amount)
        select $2, 'wallet:' || visitor, $5, $4::bigint from credit
        union all
        select $2, 'house:sales', $5, - $4::bigint from credit)
      select (select count(*) from credit) as credits""";

  private final Database database;

  public RefundStore(Database database) {
    this.database = database;
  }

  /** Says whether the money moved now; not when it had moved before. */
  Future<Boolean> refundToWallet(RefundOrder order) {
    Tuple about =
        Tuple.of(
            order.paymentId(),
            KeyedIds.refundId(order.paymentId()),
            order.visitor().toUuid(),
            order.amount().amount(),
            order.amount().currency());
    return database
        .query(REFUND, about)
        .map(rows -> rows.iterator().next().getLong("credits") == 1);
  }
}
