package io.daegi.booking.reservation;

import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.reservation.ReservationCalls.BeginSale;
import io.daegi.booking.reservation.ReservationCalls.CancelSale;
import io.daegi.booking.reservation.ReservationCalls.Interrupted;
import io.daegi.booking.reservation.ReservationCalls.OfPayment;
import io.daegi.booking.reservation.SaleStore.SaleEnd;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The reservation's part of a payment: keep the seats, then sell or free them. */
final class Sales {

  private static final int OVERDUE_AT_ONCE = 50;

  private final SaleStore sales;
  private final ReservationStore reservations;
  private final SeatChanges changes;

  Sales(SaleStore sales, ReservationStore reservations, SeatChanges changes) {
    this.sales = sales;
    this.reservations = reservations;
    this.changes = changes;
  }

  /** The order with what is due, or why the reservation cannot be paid for. */
  Future<Reply<PaymentOrder>> begin(BeginSale ask) {
    PaymentOrder order = ask.order();
    return sales
        .begin(order)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<Optional<ReservationRow>> refused ->
                      Future.succeededFuture(Reply.refused(refused.refusal()));
                  case Reply.Done<Optional<ReservationRow>> begun ->
                      begun
                          .value()
                          .map(row -> Future.succeededFuture(Reply.done(SaleStore.order(row))))
                          .orElseGet(() -> refuse(order));
                });
  }

  private Future<Reply<PaymentOrder>> refuse(PaymentOrder order) {
    return reservations
        .find(order.visitor(), order.reservationId())
        .map(
            row ->
                Reply.refused(
                    row.map(found -> SaleRefusals.cannotPay(found, order.paymentId()))
                        .orElseGet(SaleRefusals::unknown)));
  }

  Future<Reply<Payment>> confirm(PaymentOrder order) {
    return sales.confirm(order).compose(this::told);
  }

  Future<Reply<Payment>> cancel(CancelSale ask) {
    return sales.cancel(ask.order(), ask.refusal()).compose(this::told);
  }

  private Future<Reply<Payment>> told(SaleEnd end) {
    return changes.ended(end.changed()).map(seen -> end.reply());
  }

  Future<Reply<PaymentOrder>> orderOf(OfPayment ask) {
    return sales
        .orderOf(ask.paymentId())
        .map(
            order ->
                order
                    .map(Reply::done)
                    .orElseGet(
                        () ->
                            Reply.refused(
                                Refusal.of(
                                    RefusalCode.PAYMENT_UNKNOWN, "There is no such payment."))));
  }

  Future<Reply<List<Interrupted>>> takeOverdue() {
    return sales.takeOverdue(OVERDUE_AT_ONCE).map(Reply::done);
  }
}
