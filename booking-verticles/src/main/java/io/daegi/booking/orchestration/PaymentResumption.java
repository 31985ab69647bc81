package io.daegi.booking.orchestration;

import io.daegi.booking.api.Payment;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.PaymentOutcome;
import io.daegi.booking.reservation.ReservationCalls;
import io.daegi.booking.reservation.ReservationCalls.CancelSale;
import io.daegi.booking.reservation.ReservationCalls.Interrupted;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes payments whose process died, or did not answer, between two steps. While the hold would
 * still stand, the payment is made as its buyer asked; afterwards the gateway settles it: it says
 * what is true, and what has not happened is failed for good. The sale is confirmed or cancelled by
 * that; a payment that waits for its buyer goes on waiting while its hold stands. Any process may
 * do it.
 */
final class PaymentResumption {

  private static final Logger LOG = LoggerFactory.getLogger(PaymentResumption.class);
  private static final Nothing NOTHING = new Nothing();

  private final BusCaller bus;
  private final BookingMetrics metrics;

  PaymentResumption(BusCaller bus, BookingMetrics metrics) {
    this.bus = bus;
    this.metrics = metrics;
  }

  /** Until nothing is overdue; what cannot be finished now is taken again later. */
  Future<Void> run() {
    return bus.ask(ReservationCalls.TAKE_OVERDUE, NOTHING)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<List<Interrupted>> away -> Future.succeededFuture();
                  case Reply.Done<List<Interrupted>> taken -> resumeAll(taken.value());
                });
  }

  private Future<Void> resumeAll(List<Interrupted> taken) {
    return taken.isEmpty()
        ? Future.succeededFuture()
        : Future.join(taken.stream().map(this::resume).toList()).compose(done -> run());
  }

  private Future<Void> resume(Interrupted interrupted) {
    PaymentOrder order = interrupted.order();
    return bus.ask(interrupted.holdLives() ? PaymentCalls.PAY : PaymentCalls.SETTLE, order)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<PaymentOutcome> away -> Future.succeededFuture();
                  case Reply.Done<PaymentOutcome> settled -> finish(order, settled.value());
                });
  }

  private Future<Void> finish(PaymentOrder order, PaymentOutcome outcome) {
    if (outcome.isPending()) {
      return Future.succeededFuture();
    }
    LOG.info(
        "finishing interrupted payment {}: {}",
        order.paymentId(),
        outcome.isPaid() ? "paid" : "not paid");
    Future<Reply<Payment>> finished =
        outcome.isPaid()
            ? bus.ask(ReservationCalls.CONFIRM, order)
            : bus.ask(ReservationCalls.CANCEL, new CancelSale(order, outcome.refusal()));
    return finished
        .onSuccess(
            reply -> {
              if (!reply.replayed()) {
                metrics.payment(outcome.isPaid() ? "succeeded" : outcome.refusal().code().code());
              }
            })
        .mapEmpty();
  }
}
