package io.daegi.booking.payment.http;

import io.daegi.booking.api.PaymentNotice;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.gateway.GatewayAnswer;
import io.daegi.booking.gateway.GatewayAnswer.State;
import io.daegi.booking.gateway.GatewayAwayException;
import io.daegi.booking.gateway.GatewayClient;
import io.daegi.booking.gateway.GatewaySignature;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.booking.payment.GatewayEvent;
import io.daegi.booking.payment.PaymentGateway;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.payment.PaymentOutcome;
import io.daegi.booking.payment.PaymentRecord;
import io.daegi.booking.payment.PaymentStore;
import io.daegi.booking.payment.RefundOrder;
import io.daegi.booking.payment.http.GatewayEventStore.Effect;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Has a gateway outside take the money. The gateway is asked first and the payment row written
 * afterwards; when a row is there already it decides, and money that came in against it goes back.
 * While the gateway does not answer, the payment is under way: it is asked again while the hold
 * would stand, and then settled as failed, in doubt.
 */
public final class HttpGateway implements PaymentGateway {

  private static final int DOUBTED_AT_ONCE = 50;

  private final GatewayClient gateway;
  private final GatewayPaymentStore store;
  private final GatewayEventStore events;
  private final NoticeReader notices;
  private final PaymentStore payments;

  /**
   * @param askEveryMs how soon the gateway is asked a second time about a payment in doubt
   */
  public HttpGateway(
      Vertx vertx,
      HttpGatewayConfig config,
      Database database,
      PaymentStore payments,
      long askEveryMs) {
    this.gateway = new GatewayClient(vertx, config, "/payments");
    this.store = new GatewayPaymentStore(database, askEveryMs);
    this.events = new GatewayEventStore(database);
    this.notices = new NoticeReader(new GatewaySignature(config.secret()), InstantSource.system());
    this.payments = payments;
  }

  @Override
  public String name() {
    return GatewayPaymentStore.NAME;
  }

  @Override
  public Future<PaymentOutcome> pay(PaymentOrder order) {
    return find(order)
        .compose(
            found ->
                isDecided(found)
                    ? Future.succeededFuture(found.get().outcome())
                    : gateway
                        .order(order.paymentId(), body(order))
                        .compose(answer -> keep(order, answer)));
  }

  private static JsonObject body(PaymentOrder order) {
    return new JsonObject()
        .put("paymentId", order.paymentId().toString())
        .put("reservationId", order.reservationId().toString())
        .put("amount", order.due().amount())
        .put("currency", order.due().currency());
  }

  private Future<PaymentOutcome> keep(PaymentOrder order, GatewayAnswer answer) {
    Future<Void> kept =
        switch (answer.state()) {
          case SUCCEEDED -> store.succeed(order);
          case PENDING -> store.await(order, answer.redirectUrl());
          case DECLINED, REFUNDED -> store.fail(order, declined(answer), false);
          case UNKNOWN ->
              Future.failedFuture(
                  new GatewayAwayException("the payment gateway forgot a payment", true));
        };
    return kept.compose(written -> decided(order));
  }

  private static Refusal declined(GatewayAnswer answer) {
    return declined(answer.reason());
  }

  private static Refusal declined(String reason) {
    String detail = "The payment was declined; the hold is cancelled.";
    return Refusal.of(
        RefusalCode.PAYMENT_DECLINED,
        reason == null ? detail : detail + " The gateway says: " + reason);
  }

  @Override
  public Future<PaymentOutcome> settle(PaymentOrder order) {
    return find(order)
        .compose(
            found ->
                isDecided(found)
                    ? Future.succeededFuture(found.get().outcome())
                    : ask(order).compose(answer -> settleBy(order, answer)));
  }

  /** A gateway that is away is like one that never heard of it: both may charge later. */
  private Future<GatewayAnswer> ask(PaymentOrder order) {
    return gateway
        .find(order.paymentId())
        .recover(
            cause ->
                cause instanceof GatewayAwayException
                    ? Future.succeededFuture(GatewayAnswer.NEVER_HEARD)
                    : Future.failedFuture(cause));
  }

  private Future<PaymentOutcome> settleBy(PaymentOrder order, GatewayAnswer answer) {
    Future<Void> kept =
        switch (answer.state()) {
          case SUCCEEDED -> store.succeed(order);
          case DECLINED, REFUNDED -> store.fail(order, declined(answer), false);
          case PENDING, UNKNOWN -> store.fail(order, interrupted(), true);
        };
    return kept.compose(written -> decided(order));
  }

  private static Refusal interrupted() {
    return Refusal.of(
        RefusalCode.HOLD_CANCELLED,
        "The payment was not made in time and the hold is cancelled: what is charged nevertheless"
            + " is given back.");
  }

  @Override
  public Future<Void> refund(RefundOrder order) {
    return gateway
        .refund(order.paymentId())
        .compose(
            answer ->
                answer.state() == State.REFUNDED
                    ? store.refunded(order)
                    : Future.failedFuture(
                        new GatewayAwayException(
                            "the payment gateway has not refunded, but says " + answer.state(),
                            true)));
  }

  @Override
  public Future<List<RefundOrder>> takeDoubted() {
    return store.takeDoubted(DOUBTED_AT_ONCE);
  }

  @Override
  public Future<Doubt> undo(RefundOrder order) {
    return gateway
        .refund(order.paymentId())
        .compose(
            answer ->
                switch (answer.state()) {
                  case REFUNDED -> Future.succeededFuture(Doubt.MONEY_BACK);
                  case DECLINED -> Future.succeededFuture(Doubt.NEVER_CHARGED);
                  case PENDING, SUCCEEDED -> Future.succeededFuture(Doubt.OPEN);
                  case UNKNOWN ->
                      store
                          .isSettledLongAgo(order.paymentId())
                          .map(longAgo -> longAgo ? Doubt.NEVER_CHARGED : Doubt.OPEN);
                });
  }

  @Override
  public Future<Void> undone(RefundOrder order, Doubt doubt) {
    return store.endDoubt(order.paymentId(), doubt);
  }

  @Override
  public Reply<GatewayEvent> read(PaymentNotice notice) {
    return notices.read(notice);
  }

  @Override
  public Future<Taken> take(GatewayEvent event, PaymentOrder order) {
    return events
        .take(event, order, declined(event.reason()))
        .compose(
            effect ->
                decided(order)
                    .map(
                        outcome ->
                            new Taken(
                                outcome, effect == Effect.REPEATED, effect == Effect.DECIDED)));
  }

  public Future<Void> close() {
    return gateway.close();
  }

  private static boolean isDecided(Optional<PaymentRecord> found) {
    return found.isPresent() && !found.get().outcome().isPending();
  }

  private Future<Optional<PaymentRecord>> find(PaymentOrder order) {
    return payments.find(order.visitor().toUuid(), order.paymentId());
  }

  private Future<PaymentOutcome> decided(PaymentOrder order) {
    return find(order).map(found -> found.orElseThrow().outcome());
  }
}
