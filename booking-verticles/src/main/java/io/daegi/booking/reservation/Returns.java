package io.daegi.booking.reservation;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.bus.BookingCalls.Refund;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.reservation.ReservationCalls.BegunRefund;
import io.vertx.core.Future;
import java.util.List;

/** The reservation's part of a refund: mark it, then give the seats back. */
final class Returns {

  private static final int OVERDUE_AT_ONCE = 50;

  private final ReturnStore returns;
  private final SeatChanges changes;

  Returns(ReturnStore returns, SeatChanges changes) {
    this.returns = returns;
    this.changes = changes;
  }

  /** The order for the money, or the reservation when it was refunded before, or why not. */
  Future<Reply<BegunRefund>> begin(Refund ask) {
    return returns
        .begin(ask.reservationId(), ask.reason())
        .compose(
            begun ->
                begun.isPresent()
                    ? Future.succeededFuture(
                        Reply.done(new BegunRefund(ReturnStore.order(begun.get()), null)))
                    : returns
                        .find(ask.reservationId())
                        .map(
                            row ->
                                row.map(Returns::notBegun)
                                    .orElseGet(() -> Reply.refused(SaleRefusals.unknown()))));
  }

  private static Reply<BegunRefund> notBegun(ReservationRow row) {
    return switch (row.state()) {
      case REFUNDED -> Reply.done(new BegunRefund(null, row.toReservation()));
      case CONFIRMED, REFUNDING, PAYING -> Reply.refused(SaleRefusals.running());
      case HELD, CANCELLED, EXPIRED ->
          Reply.refused(
              Refusal.of(RefusalCode.NOT_CONFIRMED, "Only a paid reservation can be refunded."));
    };
  }

  Future<Reply<Reservation>> finish(RefundOrder order) {
    return returns
        .finish(order)
        .compose(rows -> changes.ended(rows))
        .compose(seen -> returns.find(order.reservationId()))
        .map(row -> Reply.done(row.orElseThrow().toReservation()));
  }

  Future<Reply<RefundOrder>> tellLateMoney(RefundOrder order) {
    return returns
        .tellLateMoney(order)
        .map(
            told -> {
              changes.told();
              return Reply.done(order);
            });
  }

  Future<Reply<List<RefundOrder>>> takeOverdue() {
    return returns.takeOverdue(OVERDUE_AT_ONCE).map(Reply::done);
  }
}
