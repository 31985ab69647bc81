package io.daegi.booking.orchestration;

import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.Nothing;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.payment.PaymentCalls;
import io.daegi.booking.payment.PaymentCalls.Undone;
import io.daegi.booking.payment.PaymentGateway.Doubt;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.reservation.ReservationCalls;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Payments that were settled as failed while nobody could say what the gateway did: the gateway is
 * asked to undo each until it says that nothing is, or stays, charged. Money that came in late is
 * told to be back before the doubt is over, so that a stop in between only repeats the question.
 */
final class DoubtedPayments {

  private static final Logger LOG = LoggerFactory.getLogger(DoubtedPayments.class);
  private static final Nothing NOTHING = new Nothing();

  private final BusCaller bus;

  DoubtedPayments(BusCaller bus) {
    this.bus = bus;
  }

  /** One round; what is still in doubt is taken again later. */
  Future<Void> run() {
    return bus.ask(PaymentCalls.TAKE_DOUBTED, NOTHING)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<List<RefundOrder>> away -> Future.succeededFuture();
                  case Reply.Done<List<RefundOrder>> taken ->
                      Future.join(taken.value().stream().map(this::undo).toList()).mapEmpty();
                });
  }

  private Future<Void> undo(RefundOrder order) {
    return bus.ask(PaymentCalls.UNDO, order)
        .compose(
            reply ->
                switch (reply) {
                  case Reply.Refused<Doubt> away -> Future.succeededFuture();
                  case Reply.Done<Doubt> said -> end(order, said.value());
                });
  }

  private Future<Void> end(RefundOrder order, Doubt doubt) {
    return switch (doubt) {
      case OPEN -> Future.succeededFuture();
      case NEVER_CHARGED -> undone(order, doubt);
      case MONEY_BACK -> {
        LOG.info("payment {} was made too late and is given back", order.paymentId());
        yield bus.ask(ReservationCalls.TELL_LATE_MONEY, order)
            .compose(
                reply ->
                    switch (reply) {
                      case Reply.Refused<RefundOrder> away -> Future.succeededFuture();
                      case Reply.Done<RefundOrder> told -> undone(order, doubt);
                    });
      }
    };
  }

  private Future<Void> undone(RefundOrder order, Doubt doubt) {
    return bus.ask(PaymentCalls.UNDONE, new Undone(order, doubt)).mapEmpty();
  }
}
