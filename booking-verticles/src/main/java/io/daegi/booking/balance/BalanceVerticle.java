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
import io.daegi.booking.store.AnswerStore.Slot;
import io.daegi.booking.store.Trouble;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.UUID;

/** The balance service on the event bus. */
public final class BalanceVerticle extends VerticleBase {

  private final LedgerStore ledger;
  private final TopUpGateway gateway;
  private final Runnable outboxPoke;
  private BusService service;

  /**
   * @param outboxPoke called after each commit that wrote events
   */
  public BalanceVerticle(LedgerStore ledger, TopUpGateway gateway, Runnable outboxPoke) {
    this.ledger = ledger;
    this.gateway = gateway;
    this.outboxPoke = outboxPoke;
  }

  @Override
  public Future<?> start() {
    service =
        new BusService(vertx, BalanceCalls.ADDRESS, Trouble::isAway)
            .on(BalanceCalls.BALANCE, this::balance)
            .on(BalanceCalls.CHARGE, this::charge);
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
    var refused = MoneyRules.refuseCharge(ask.money());
    if (refused.isPresent()) {
      return Future.succeededFuture(Reply.refused(refused.get()));
    }
    VisitorId visitor = ask.caller().visitor();
    UUID topUpId = KeyedIds.chargeId(visitor, ask.key());
    return gateway
        .collect(topUpId, visitor, ask.money())
        .compose(
            declined ->
                declined.isPresent()
                    ? Future.succeededFuture(Reply.refused(declined.get()))
                    : credit(ask, topUpId));
  }

  private Future<Reply<Balance>> credit(Charge ask, UUID topUpId) {
    EventOwner owner = EventOwner.of(ask.caller());
    Slot slot = AnswerSlots.ofCharge(owner.visitor(), ask.money(), ask.key());
    return ledger
        .charge(new LedgerStore.Charge(topUpId, owner, ask.money(), slot))
        .recover(cause -> chargedLongAgo(cause, ask))
        .onSuccess(reply -> outboxPoke.run());
  }

  /** The key is so old that its answer was forgotten; the ledger still knows it. */
  private Future<Reply<Balance>> chargedLongAgo(Throwable cause, Charge ask) {
    if (!Trouble.isDuplicate(cause, LedgerStore.TRANSACTION_KEY)) {
      return Future.failedFuture(cause);
    }
    return ledger
        .balance(ask.caller().visitor(), ask.money().currency())
        .map(balance -> Reply.done(balance).asReplay());
  }

  @Override
  public Future<?> stop() {
    return service.stop();
  }
}
