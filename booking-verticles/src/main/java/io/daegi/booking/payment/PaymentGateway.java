package io.daegi.booking.payment;

import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import java.util.List;

/**
 * Takes the money for an order. All calls are idempotent by {@code paymentId}, and whichever comes
 * second obeys what the first one decided: a payment that was settled as failed never happens.
 */
public interface PaymentGateway {

  /** The word for it in payment rows, accounts and addresses. */
  String name();

  /** Pays, or says for good why not, or that the buyer has to go on at the gateway. */
  Future<PaymentOutcome> pay(PaymentOrder order);

  /**
   * Says how the payment ended, for good: what has not happened by now fails, and if the gateway
   * takes the money afterwards it is given back.
   */
  Future<PaymentOutcome> settle(PaymentOrder order);

  /** Gives the money of a succeeded payment back, once however often it is asked. */
  Future<Void> refund(RefundOrder order);

  /**
   * Takes payments that were settled as failed while nobody could say what the gateway did; nobody
   * else takes them for a while.
   */
  Future<List<RefundOrder>> takeDoubted();

  /** Has the gateway undo a payment in doubt. */
  Future<Doubt> undo(RefundOrder order);

  /** What the gateway said of a payment in doubt was told to whom it concerns: it is over. */
  Future<Void> undone(RefundOrder order, Doubt doubt);

  /** Reads what came in this gateway's name, or says why it is not believed. */
  Reply<GatewayEvent> read(PaymentNotice notice);

  /** Takes an event, once, with its effect. */
  Future<Taken> take(GatewayEvent event, PaymentOrder order);

  /**
   * @param repeated whether the event was taken before
   * @param decided whether this event, and nothing before it, decided the payment
   */
  record Taken(PaymentOutcome outcome, boolean repeated, boolean decided) {}

  /** What is known of a payment in doubt. */
  enum Doubt {
    /** The gateway may still take the money. */
    OPEN,
    /** Nothing was charged, and nothing will be. */
    NEVER_CHARGED,
    /** It was charged, and is given back. */
    MONEY_BACK
  }
}
