package io.daegi.booking.payment;

import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import java.util.List;

/** The built-in gateway: pays from the visitor's balance. */
public final class BalanceGateway implements PaymentGateway {

  private final PaymentStore store;
  private final RefundStore refunds;

  public BalanceGateway(PaymentStore store, RefundStore refunds) {
    this.store = store;
    this.refunds = refunds;
  }

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public Future<PaymentOutcome> pay(PaymentOrder order) {
    return store
        .payFromWallet(order)
        .compose(paid -> paid ? Future.succeededFuture(PaymentOutcome.PAID) : declineUnpaid(order))
        .recover(
            cause -> PaymentStore.isDecided(cause) ? decided(order) : Future.failedFuture(cause));
  }

  /** Money that came in between the two statements counts. */
  private Future<PaymentOutcome> declineUnpaid(PaymentOrder order) {
    return store
        .balance(order)
        .compose(
            balance ->
                balance.amount() >= order.due().amount()
                    ? pay(order)
                    : store
                        .fail(order, Refusal.insufficientBalance(order.due(), balance))
                        .compose(written -> decided(order)));
  }

  @Override
  public Future<PaymentOutcome> settle(PaymentOrder order) {
    Refusal interrupted =
        Refusal.of(
            RefusalCode.HOLD_CANCELLED,
            "The payment was interrupted: nothing was charged and the hold is cancelled.");
    return store.fail(order, interrupted).compose(written -> decided(order));
  }

  @Override
  public Future<Void> refund(RefundOrder order) {
    return refunds.refundToWallet(order).mapEmpty();
  }

  /** The balance decides in the statement that moves the money: nothing is ever in doubt. */
  @Override
  public Future<List<RefundOrder>> takeDoubted() {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Doubt> undo(RefundOrder order) {
    return Future.succeededFuture(Doubt.NEVER_CHARGED);
  }

  @Override
  public Future<Void> undone(RefundOrder order, Doubt doubt) {
    return Future.succeededFuture();
  }

  /** The balance says nothing by itself. */
  @Override
  public Reply<GatewayEvent> read(PaymentNotice notice) {
    return Reply.refused(
        Refusal.of(RefusalCode.GATEWAY_UNKNOWN, "No gateway of this name pays here."));
  }

  @Override
  public Future<Taken> take(GatewayEvent event, PaymentOrder order) {
    return Future.failedFuture(new IllegalStateException("the balance has no events"));
  }

  private Future<PaymentOutcome> decided(PaymentOrder order) {
    return store
        .find(order.visitor().toUuid(), order.paymentId())
        .map(found -> found.orElseThrow().outcome());
  }
}
