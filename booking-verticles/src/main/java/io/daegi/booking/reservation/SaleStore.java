package io.daegi.booking.reservation;

import com.fasterxml.jackson.core.type.TypeReference;
import io.daegi.booking.api.Payment;
import io.daegi.booking.api.PaymentState;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventType;
import io.daegi.booking.outbox.OutboxStore;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls.Interrupted;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.store.AnswerSlots;
import io.daegi.booking.store.AnswerStore;
import io.daegi.booking.store.Database;
import io.daegi.booking.store.PipelinedTransaction;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The reservation's side of a sale. {@code HELD → PAYING} before the money moves: a seat being paid
 * for cannot run out; then {@code PAYING → CONFIRMED} or {@code PAYING → CANCELLED} by what the
 * payment row says. The first payment extends the hold, once, to {@code payHoldMs} from now, though
 * not beyond {@code holdMaxMs} from its beginning. Each step is conditional on the one before, so
 * that every step may be repeated by anybody, and happens once.
 */
final class SaleStore {

  static final TypeReference<Payment> ANSWER = new TypeReference<>() {};

  private static final String PAYMENT_KEY = "reservation_payment_id_key";

  private static final String BEGIN =
      """
      update reservation
         set state = 'PAYING', payment_id = $3, pay_key = $4,
             pay_by = clock_timestamp() + $5 * interval '1 ms',
             hold_until = case when extended then hold_until
                               else greatest(hold_until,
                                             least(clock_timestamp() + $6 * interval '1 ms',
                                                   created_at + $7 * interval '1 ms'))
                          end,
             extended = true
       where reservation_id = $1 and visitor = $2
         and ((state = 'HELD' and hold_until > shop_now())
           or (state = 'PAYING' and payment_id = $3 and pay_by <= clock_timestamp()))
      returning *\
      """;

  private static final String CONFIRM =
      """
      update reservation set state = 'CONFIRMED', pay_by = null
       where reservation_id = $1 and payment_id = $2 and state = 'PAYING' returning *\
      """;

  private static final String SELL =
      """
      with sold as (update seat_claim set sold = true where reservation_id = $1),
      told as (
        insert into outbox (partition, event_id, type, token_id, subject, data, traceparent)
        values ($2::int, $3::uuid, $4, $5, $6, $7, $11),
               ($2::int, $8::uuid, $9, $5, $6, $10, $11))
      insert into stored_answer (visitor, route, key, body_hash, answer)
      values ($12, $13, $14, $15, $16) on conflict do nothing\
      """;

  private static final String CANCEL =
      """
      update reservation set state = 'CANCELLED', pay_by = null, reason = $3
       where reservation_id = $1 and payment_id = $2 and state = 'PAYING' returning *\
      """;

  private static final String OF_PAYMENT = "select * from reservation where payment_id = $1";

  private static final String TAKE_OVERDUE =
      """
      update reservation set pay_by = clock_timestamp() + $2 * interval '1 ms'
       where reservation_id in (
         select reservation_id from reservation
          where state = 'PAYING' and due_at <= clock_timestamp()
          order by due_at limit $1 for update skip locked)
      returning *, hold_until > shop_now() as hold_lives\
      """;

  private final Database database;
  private final long payWithinMs;
  private final BookingLimits limits;

  /**
   * @param payWithinMs after which a payment under way counts as interrupted
   */
  SaleStore(Database database, long payWithinMs, BookingLimits limits) {
    this.database = database;
    this.payWithinMs = payWithinMs;
    this.limits = limits;
  }

  /**
   * How a sale ended.
   *
   * @param changed the reservation that this step changed; empty when somebody was quicker
   */
  record SaleEnd(Reply<Payment> reply, List<ReservationRow> changed) {}

  /** The seats are kept for this payment; empty when the reservation is not a live own hold. */
  Future<Reply<Optional<ReservationRow>>> begin(PaymentOrder order) {
    return database
        .query(
            BEGIN,
            Tuple.of(
                order.reservationId(),
                order.visitor().toUuid(),
                order.paymentId(),
                order.key(),
                payWithinMs,
                limits.payHoldMs(),
                limits.holdMaxMs()))
        .map(rows -> Reply.done(ReservationRow.all(rows).stream().findFirst()))
        .recover(SaleStore::refuseReusedKey);
  }

  private static <T> Future<Reply<T>> refuseReusedKey(Throwable cause) {
    if (!Trouble.isDuplicate(cause, PAYMENT_KEY)) {
      return Future.failedFuture(cause);
    }
    return Future.succeededFuture(
        Reply.refused(
            Refusal.of(
                RefusalCode.IDEMPOTENCY_CONFLICT,
                "This idempotency key was used to pay for another reservation.")));
  }

  /** The payment is made: the seats are sold. The stored answer when somebody was quicker. */
  Future<SaleEnd> confirm(PaymentOrder order) {
    return database.inPipelinedTransaction(
        transaction ->
            transaction
                .connection()
                .preparedQuery(CONFIRM)
                .execute(Tuple.of(order.reservationId(), order.paymentId()))
                .map(rows -> ReservationRow.all(rows).stream().findFirst())
                .compose(
                    row ->
                        row.isPresent()
                            ? sell(transaction, order, row.get())
                            : stored(transaction.connection(), order)));
  }

  private static Future<SaleEnd> sell(
      PipelinedTransaction transaction, PaymentOrder order, ReservationRow row) {
    Reply<Payment> reply =
        Reply.created(
            new Payment(
                order.paymentId(),
                PaymentState.SUCCEEDED,
                order.due(),
                null,
                null,
                row.toReservation()));
    return transaction
        .commitAfter(transaction.connection().preparedQuery(SELL).execute(sold(order, row, reply)))
        .map(written -> new SaleEnd(reply, List.of(row)));
  }

  private static Tuple sold(PaymentOrder order, ReservationRow row, Reply<Payment> reply) {
    Tuple values = Tuple.of(row.reservationId());
    Tuple confirmed = OutboxStore.row(row.event(EventType.RESERVATION_CONFIRMED, null));
    for (int i = 0; i < 6; i++) {
      values.addValue(confirmed.getValue(i));
    }
    Tuple paid = OutboxStore.row(row.event(EventType.PAYMENT_SUCCEEDED, null));
    values.addValue(paid.getValue(1));
    values.addValue(paid.getValue(2));
    values.addValue(paid.getValue(5));
    values.addValue(paid.getValue(7));
    Tuple kept = AnswerStore.row(slot(order), reply);
    for (int i = 0; i < kept.size(); i++) {
      values.addValue(kept.getValue(i));
    }
    return values;
  }

  /**
   * The payment failed for good: the seats are free. The stored answer when somebody was quicker.
   */
  Future<SaleEnd> cancel(PaymentOrder order, Refusal refusal) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(CANCEL)
                .execute(Tuple.of(order.reservationId(), order.paymentId(), refusal.code().code()))
                .map(rows -> ReservationRow.all(rows).stream().findFirst())
                .compose(
                    row ->
                        row.isPresent()
                            ? free(connection, order, row.get(), refusal)
                            : stored(connection, order)));
  }

  private static Future<SaleEnd> free(
      SqlConnection connection, PaymentOrder order, ReservationRow row, Refusal refusal) {
    Reply<Payment> reply = Reply.refused(refusal);
    String reason = refusal.code().code();
    List<BookingEvent> events =
        List.of(
            row.event(EventType.PAYMENT_FAILED, reason),
            row.event(EventType.RESERVATION_CANCELLED, reason));
    return Future.all(
            SeatRelease.free(connection, List.of(row), events),
            AnswerStore.save(connection, slot(order), reply))
        .map(written -> new SaleEnd(reply, List.of(row)));
  }

  private static Future<SaleEnd> stored(SqlConnection connection, PaymentOrder order) {
    return AnswerStore.recall(connection, slot(order), ANSWER)
        .map(
            stored ->
                new SaleEnd(
                    stored.orElseThrow(
                        () -> new IllegalStateException(order + " ended without an answer")),
                    List.of()));
  }

  /** What has to be paid with this payment; empty when nothing was begun with it. */
  Future<Optional<PaymentOrder>> orderOf(UUID paymentId) {
    return database
        .query(OF_PAYMENT, Tuple.of(paymentId))
        .map(rows -> ReservationRow.all(rows).stream().findFirst().map(SaleStore::order));
  }

  /** Takes payments that were interrupted; nobody else takes them for the same time again. */
  Future<List<Interrupted>> takeOverdue(int limit) {
    return database
        .query(TAKE_OVERDUE, Tuple.of(limit, payWithinMs))
        .map(
            rows -> {
              List<Interrupted> taken = new ArrayList<>(rows.size());
              rows.forEach(row -> taken.add(interrupted(row)));
              return taken;
            });
  }

  private static Interrupted interrupted(Row row) {
    return new Interrupted(order(ReservationRow.of(row)), row.getBoolean("hold_lives"));
  }

  private static AnswerStore.Slot slot(PaymentOrder order) {
    return AnswerSlots.ofPayment(order.visitor(), order.reservationId(), order.key());
  }

  static PaymentOrder order(ReservationRow row) {
    return new PaymentOrder(
        row.paymentId(), row.owner().visitor(), row.reservationId(), row.total(), row.payKey());
  }
}
