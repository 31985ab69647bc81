package io.daegi.booking.payment;

import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/**
 * The gateway that takes new payments, beside the balance, which may have taken older ones: money
 * goes back where it came from.
 */
public final class ConfiguredGateway implements PaymentGateway {

  private final PaymentGateway chosen;
  private final PaymentGateway balance;
  private final PaymentStore store;

  public ConfiguredGateway(PaymentGateway chosen, PaymentGateway balance, PaymentStore store) {
    this.chosen = chosen;
    this.balance = balance;
    this.store = store;
  }

  @Override
  public String name() {
    return chosen.name();
  }

  @Override
  public Future<PaymentOutcome> pay(PaymentOrder order) {
    return chosen.pay(order);
  }

  @Override
  public Future<PaymentOutcome> settle(PaymentOrder order) {
    return chosen.settle(order);
  }

  @Override
  public Future<Void> refund(RefundOrder order) {
    return store
        .gatewayOf(order.paymentId())
        .compose(
            gateway -> {
              String name = gateway.orElseThrow();
              if (name.equals(chosen.name())) {
                return chosen.refund(order);
              }
              return name.equals(balance.name())
                  ? balance.refund(order)
                  : Future.failedFuture(
                      new IOException("the gateway '" + name + "' is not configured"));
            });
  }

  @Override
  public Future<List<RefundOrder>> takeDoubted() {
    return chosen.takeDoubted();
  }

  @Override
  public Future<Doubt> undo(RefundOrder order) {
    return chosen.undo(order);
  }

  @Override
  public Future<Void> undone(RefundOrder order, Doubt doubt) {
    return chosen.undone(order, doubt);
  }

  @Override
  public Reply<GatewayEvent> read(PaymentNotice notice) {
    return (notice.gateway().equals(chosen.name()) ? chosen : balance).read(notice);
  }

  @Override
  public Future<Taken> take(GatewayEvent event, PaymentOrder order) {
    return chosen.take(event, order);
  }
}
