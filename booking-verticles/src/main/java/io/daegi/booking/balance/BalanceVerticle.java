package io.daegi.booking.balance;

import io.daegi.booking.api.Balance;
import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.daegi.booking.bus.BookingCalls.Charge;
import io.daegi.booking.bus.BookingCalls.OfWallet;
import io.daegi.booking.bus.BusService;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.rules.KeyedIds;
import io.daegi.booking.rules.MoneyRules;
import io.daegi.booking.store.AnswerSlots;
import io.daegi.booking.store.Periodic;
import io.daegi.booking.store.Trouble;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The balance service on the event bus. */
public final class BalanceVerticle extends VerticleBase {

  private static final long FINISH_EVERY_MS = 1_000;

  private final LedgerStore ledger;
  private final TopUpGateway gateway;
  private final long chargeMax;
  private final Runnable outboxPoke;
  private BusService service;
  private Periodic finishing;

  /**
   * @param chargeMax in minor units
   * @param outboxPoke called after each commit that wrote events
   */
  public BalanceVerticle(
      LedgerStore ledger, TopUpGateway gateway, long chargeMax, Runnable outboxPoke) {
    this.ledger = ledger;
    this.gateway = gateway;
    this.chargeMax = chargeMax;
    this.outboxPoke = outboxPoke;
  }

  @Override
  public Future<?> start() {
    service =
        new BusService(vertx, BalanceCalls.ADDRESS, Trouble::isAway)
            .on(BalanceCalls.BALANCE, this::balance)
            .on(BalanceCalls.CHARGE, this::charge);
    finishing =
        Periodic.start(
            vertx, "finishing top-ups", FINISH_EVERY_MS, () -> gateway.finishOpen(this::credit));
    return service.start();
  }

  private Future<Reply<Balance>> balance(OfWallet ask) {
    if (ask.currency() != null && !MoneyRules.isCurrency(ask.currency())) {
      return Future.succeededFuture(
          Reply.refused(
              Refusal.invalid(
                  List.of(new FieldFault("/currency", "malformed", "an ISO 4217 code")))));
    }
    return ledger.balance(ask.visitor(), ask.currency()).map(Reply::done);
  }

  private Future<Reply<Balance>> charge(Charge ask) {
    var refused = MoneyRules.refuseCharge(ask.money(), chargeMax);
    if (refused.isPresent()) {
      return Future.succeededFuture(Reply.refused(refused.get()));
    }
    VisitorId visitor = ask.caller().visitor();
    TopUp topUp =
        new TopUp(
            KeyedIds.chargeId(visitor, ask.key()),
            EventOwner.of(ask.caller()),
            ask.money(),
            AnswerSlots.ofCharge(visitor, ask.money(), ask.key()));
    return gateway
        .collect(topUp)
        .compose(
            declined ->
                declined.isPresent()
                    ? Future.succeededFuture(Reply.refused(declined.get()))
                    : credit(topUp));
  }

  private Future<Reply<Balance>> credit(TopUp topUp) {
    return ledger
        .charge(topUp, gateway::credited)
        .recover(cause -> chargedLongAgo(cause, topUp))
        .onSuccess(reply -> outboxPoke.run());
  }

  /** The key is so old that its answer was forgotten; the ledger still knows it. */
  private Future<Reply<Balance>> chargedLongAgo(Throwable cause, TopUp topUp) {
    if (!Trouble.isDuplicate(cause, LedgerStore.TRANSACTION_KEY)) {
      return Future.failedFuture(cause);
    }
    return ledger
        .balance(topUp.owner().visitor(), topUp.money().currency())
        .map(balance -> Reply.done(balance).asReplay());
  }

  @Override
  public Future<?> stop() {
    finishing.stop();
    return service.stop();
  }
}
