package io.daegi.booking.payment.http;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.bus.BusJson;
import io.daegi.booking.payment.PaymentGateway.Doubt;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.booking.store.Database;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is kept of payments at the gateway, each step one statement. A row that says SUCCEEDED or
 * FAILED is never changed; one that waits is decided by whoever comes first.
 */
final class GatewayPaymentStore {

  static final String NAME = "http";

  /** A decided row stays; money that came in for a failed one is in doubt, again if need be. */
  static final String SUCCEED =
      """
      with won as (
        insert into payment (payment_id, visitor, reservation_id, amount, currency, state, gateway)
        values ($1, $2, $3, $4, $5, 'SUCCEEDED', 'http')
        on conflict (payment_id) do update set state = 'SUCCEEDED', redirect_url = null
         where payment.state = 'PENDING'
        returning payment_id),
      booked as (
        insert into ledger_transaction (transaction_id, kind)
        select payment_id, 'payment' from won),
      posted as (
        insert into posting (transaction_id, account, currency, amount)
        select payment_id, 'gateway:http', $5, - $4::bigint from won
        union all
        select payment_id, 'house:sales', $5, $4::bigint from won),
      late as (
        insert into payment_doubt (payment_id)
        select payment_id from payment where payment_id = $1 and state = 'FAILED'
        on conflict (payment_id) do update set over_at = null, due_at = now()
         where payment_doubt.over_at is not null and not payment_doubt.money_back)
      select count(*) as decided from won""";

  private static final String WAIT =
      """
      insert into payment
        (payment_id, visitor, reservation_id, amount, currency, state, gateway, redirect_url)
      values ($1, $2, $3, $4, $5, 'PENDING', 'http', $6) on conflict (payment_id) do nothing""";

  static final String FAIL =
      """
      with lost as (
        insert into payment
          (payment_id, visitor, reservation_id, amount, currency, state, gateway, refusal)
        values ($1, $2, $3, $4, $5, 'FAILED', 'http', $6)
        on conflict (payment_id)
          do update set state = 'FAILED', refusal = excluded.refusal, redirect_url = null
         where payment.state = 'PENDING'
        returning payment_id),
      doubted as (
        insert into payment_doubt (payment_id) select payment_id from lost where $7)
      select count(*) as decided from lost""";

  private static final String REFUND =
      """
      with back as (
        insert into refund (payment_id, transaction_id)
        select payment_id, $2 from payment where payment_id = $1 and state = 'SUCCEEDED'
        on conflict (payment_id) do nothing returning transaction_id),
      booked as (
        insert into ledger_transaction (transaction_id, kind)
        select transaction_id, 'refund' from back)
      insert into posting (transaction_id, account, currency, amount)
      select transaction_id, 'gateway:http', $4, $3::bigint from back
      union all
      select transaction_id, 'house:sales', $4, - $3::bigint from back""";

  /** Asked again after twice the time each, a minute at most. */
  private static final String TAKE_DOUBTED =
      """
      with taken as (
        update payment_doubt
           set attempts = attempts + 1,
               due_at = clock_timestamp()
                 + least($2 * (1 << least(attempts, 6)), 60000) * interval '1 ms'
         where payment_id in (
           select payment_id from payment_doubt
            where over_at is null and due_at <= clock_timestamp()
            order by due_at limit $1 for update skip locked)
        returning payment_id)
      select payment_id, visitor, reservation_id, amount, currency
        from taken join payment using (payment_id) where gateway = 'http'""";

  /** A request that was on its way is there by now, or lost. */
  private static final String SETTLED_LONG_AGO =
      """
      select created_at < clock_timestamp() - interval '10 minutes' as long_ago
        from payment_doubt where payment_id = $1""";

  private static final String END_DOUBT =
      """
      update payment_doubt set over_at = now(), money_back = money_back or $2
       where payment_id = $1""";

  private final Database database;
  private final long askEveryMs;

  /**
   * @param askEveryMs how soon the gateway is asked a second time about a payment in doubt
   */
  GatewayPaymentStore(Database database, long askEveryMs) {
    this.database = database;
    this.askEveryMs = askEveryMs;
  }

  Future<Void> succeed(PaymentOrder order) {
    return database.query(SUCCEED, tuple(order)).mapEmpty();
  }

  Future<Void> await(PaymentOrder order, String redirectUrl) {
    return database.query(WAIT, tuple(order).addString(redirectUrl)).mapEmpty();
  }

  /**
   * @param inDoubt whether the gateway may yet charge it
   */
  Future<Void> fail(PaymentOrder order, Refusal refusal, boolean inDoubt) {
    return database
        .query(FAIL, tuple(order).addString(BusJson.write(refusal)).addBoolean(inDoubt))
        .mapEmpty();
  }

  Future<Void> refunded(RefundOrder order) {
    return database
        .query(
            REFUND,
            Tuple.of(
                order.paymentId(),
                KeyedIds.refundId(order.paymentId()),
                order.amount().amount(),
                order.amount().currency()))
        .mapEmpty();
  }

  Future<List<RefundOrder>> takeDoubted(int limit) {
    return database
        .query(TAKE_DOUBTED, Tuple.of(limit, askEveryMs))
        .map(
            rows -> {
              List<RefundOrder> taken = new ArrayList<>(rows.size());
              rows.forEach(row -> taken.add(toOrder(row)));
              return taken;
            });
  }

  Future<Boolean> isSettledLongAgo(UUID paymentId) {
    return database
        .query(SETTLED_LONG_AGO, Tuple.of(paymentId))
        .map(rows -> rows.size() == 1 && rows.iterator().next().getBoolean("long_ago"));
  }

  Future<Void> endDoubt(UUID paymentId, Doubt doubt) {
    return database.query(END_DOUBT, Tuple.of(paymentId, doubt == Doubt.MONEY_BACK)).mapEmpty();
  }

  private static RefundOrder toOrder(Row row) {
    return new RefundOrder(
        row.getUUID("payment_id"),
        VisitorId.of(row.getUUID("visitor")),
        row.getUUID("reservation_id"),
        new Money(row.getLong("amount"), row.getString("currency")));
  }

  static Tuple tuple(PaymentOrder order) {
    return Tuple.of(
        order.paymentId(),
        order.visitor().toUuid(),
        order.reservationId(),
        order.due().amount(),
        order.due().currency());
  }
}
