package io.daegi.booking.orchestration;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BookingCalls.Refund;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.BegunRefund;
import io.vertx.core.Future;
import java.util.List;

/**
 * The way back, for operators: mark the reservation, give the money back, free the seats and tell
 * it. A stop between two steps is finished by {@link #resume}, in any process.
 */
final class Refunds {

  private static final int MAX_REASON_CHARS = 200;
  private static final Nothing NOTHING = new Nothing();

  private final BusCaller bus;

  Refunds(BusCaller bus) {
    this.bus = bus;
  }

  Future<Reply<Reservation>> refund(Refund ask) {
    if (ask.reason() == null || ask.reason().isBlank()) {
      return refuseReason("missing", "say why the money is given back");
    }
    if (ask.reason().length() > MAX_REASON_CHARS || ask.reason().indexOf('\0') >= 0) {
      return refuseReason("malformed", "1 to " + MAX_REASON_CHARS + " characters");
    }
    return bus.ask(ReservationCalls.BEGIN_REFUND, ask)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<BegunRefund> refused ->
                      Future.succeededFuture(Reply.refused(refused.refusal()));
                  case Reply.Done<BegunRefund> begun ->
                      begun.value().order() == null
                          ? Future.succeededFuture(Reply.done(begun.value().refunded()))
                          : giveBack(begun.value().order());
                });
  }

  private static Future<Reply<Reservation>> refuseReason(String code, String detail) {
    return Future.succeededFuture(
        Reply.refused(Refusal.invalid(List.of(new FieldFault("/reason", code, detail)))));
  }

  private Future<Reply<Reservation>> giveBack(RefundOrder order) {
    return bus.ask(PaymentCalls.REFUND, order)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<RefundOrder> away ->
                      Future.succeededFuture(Reply.refused(away.refusal()));
                  case Reply.Done<RefundOrder> back ->
                      bus.ask(ReservationCalls.FINISH_REFUND, back.value());
                });
  }

  /** Until nothing is overdue; what cannot be finished now is taken again later. */
  Future<Void> resume() {
    return bus.ask(ReservationCalls.TAKE_OVERDUE_REFUNDS, NOTHING)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<List<RefundOrder>> away -> Future.succeededFuture();
                  case Reply.Done<List<RefundOrder>> taken -> giveBackAll(taken.value());
                });
  }

  private Future<Void> giveBackAll(List<RefundOrder> taken) {
    return taken.isEmpty()
        ? Future.succeededFuture()
        : Future.join(taken.stream().map(this::giveBack).toList()).compose(done -> resume());
  }
}
