package io.daegi.booking.payment;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BusService;
import io.daegi.booking.payment.PaymentCalls.Undone;
import io.daegi.booking.store.Trouble;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The payment service on the event bus. */
public final class PaymentVerticle extends VerticleBase {

  private final PaymentGateway gateway;
  private final PaymentStore store;
  private BusService service;

  public PaymentVerticle(PaymentGateway gateway, PaymentStore store) {
    this.gateway = gateway;
    this.store = store;
  }

  @Override
  public Future<?> start() {
    service =
        new BusService(vertx, PaymentCalls.ADDRESS, Trouble::isAway)
            .on(PaymentCalls.PAY, order -> gateway.pay(order).map(Reply::done))
            .on(PaymentCalls.SETTLE, order -> gateway.settle(order).map(Reply::done))
            .on(PaymentCalls.REFUND, this::refund)
            .on(PaymentCalls.TAKE_DOUBTED, ask -> gateway.takeDoubted().map(Reply::done))
            .on(PaymentCalls.UNDO, order -> gateway.undo(order).map(Reply::done))
            .on(PaymentCalls.UNDONE, this::undone)
            .on(PaymentCalls.READ, notice -> Future.succeededFuture(gateway.read(notice)))
            .on(PaymentCalls.TAKE, ask -> gateway.take(ask.event(), ask.order()).map(Reply::done))
            .on(PaymentCalls.FIND, this::find);
    return service.start();
  }

  private Future<Reply<RefundOrder>> refund(RefundOrder order) {
    return gateway.refund(order).map(back -> Reply.done(order));
  }

  private Future<Reply<RefundOrder>> undone(Undone ask) {
    return gateway.undone(ask.order(), ask.doubt()).map(over -> Reply.done(ask.order()));
  }

  private Future<Reply<PaymentRecord>> find(OwnRecord ask) {
    return store
        .find(ask.visitor().toUuid(), ask.id())
        .map(
            found ->
                found
                    .map(Reply::done)
                    .orElseGet(
                        () ->
                            Reply.refused(
                                Refusal.of(
                                    RefusalCode.PAYMENT_UNKNOWN, "You have no such payment."))));
  }

  @Override
  public Future<?> stop() {
    return service.stop();
  }
}
