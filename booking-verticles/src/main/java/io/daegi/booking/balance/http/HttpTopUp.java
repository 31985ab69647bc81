package io.daegi.booking.balance.http;

import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.balance.TopUp;
import io.daegi.booking.balance.TopUpGateway;
import io.daegi.booking.gateway.GatewayAnswer;
import io.daegi.booking.gateway.GatewayAwayException;
import io.daegi.booking.gateway.GatewayClient;
import io.daegi.booking.gateway.HttpGatewayConfig;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Has a gateway outside collect the money of a top-up. What is about to be collected is written
 * down before the gateway is asked; while it does not answer, or asks its buyer first, the visitor
 * is told to come again under the same key. Whatever was left like that is finished here: collected
 * money is credited, and what cannot be goes back.
 */
public final class HttpTopUp implements TopUpGateway {

  private static final int FINISHED_AT_ONCE = 50;

  private final GatewayClient gateway;
  private final TopUpStore store;

  /**
   * @param askEveryMs after which a top-up under way counts as left, and is asked about
   * @param balanceMax in minor units; nothing is collected for a wallet that would hold more
   */
  public HttpTopUp(
      Vertx vertx, HttpGatewayConfig config, Database database, long askEveryMs, long balanceMax) {
    this.gateway = new GatewayClient(vertx, config, "/top-ups");
    this.store = new TopUpStore(database, askEveryMs, balanceMax);
  }

  @Override
  public Future<Optional<Refusal>> collect(TopUp topUp) {
    return store
        .open(topUp)
        .compose(
            standing ->
                standing.isCredited() || standing.refusal() != null
                    ? Future.succeededFuture(Optional.ofNullable(standing.refusal()))
                    : gateway
                        .order(topUp.topUpId(), body(topUp))
                        .compose(answer -> obey(topUp, answer)));
  }

  private static JsonObject body(TopUp topUp) {
    return new JsonObject()
        .put("topUpId", topUp.topUpId().toString())
        .put("visitor", topUp.owner().visitor().toString())
        .put("amount", topUp.money().amount())
        .put("currency", topUp.money().currency());
  }

  private Future<Optional<Refusal>> obey(TopUp topUp, GatewayAnswer answer) {
    return switch (answer.state()) {
      case SUCCEEDED -> Future.succeededFuture(Optional.empty());
      case DECLINED -> {
        Refusal refusal = declined(answer);
        yield store.refuse(topUp, refusal).map(Optional.of(refusal));
      }
      case REFUNDED -> {
        Refusal refusal = TopUpStore.givenBack();
        yield store.returned(topUp, refusal).map(Optional.of(refusal));
      }
      case PENDING, UNKNOWN ->
          Future.failedFuture(
              new GatewayAwayException("the gateway has not collected a top-up yet", true));
    };
  }

  private static Refusal declined(GatewayAnswer answer) {
    String detail = "The charge was declined.";
    return Refusal.of(
        RefusalCode.PAYMENT_DECLINED,
        answer.reason() == null ? detail : detail + " The gateway says: " + answer.reason());
  }

  @Override
  public Future<Void> credited(SqlClient transaction, TopUp topUp) {
    return TopUpStore.credited(transaction, topUp);
  }

  @Override
  public Future<Void> finishOpen(Function<TopUp, Future<Reply<Balance>>> credit) {
    return store
        .takeDue(FINISHED_AT_ONCE)
        .compose(due -> Future.join(finishAll(due, credit)).mapEmpty());
  }

  private List<Future<Void>> finishAll(
      List<OpenTopUp> due, Function<TopUp, Future<Reply<Balance>>> credit) {
    return due.stream().map(open -> finish(open, credit)).toList();
  }

  private Future<Void> finish(OpenTopUp open, Function<TopUp, Future<Reply<Balance>>> credit) {
    if (open.refusal() != null) {
      return giveBack(open, open.refusal());
    }
    return gateway
        .find(open.topUp().topUpId())
        .compose(
            answer ->
                switch (answer.state()) {
                  case SUCCEEDED ->
                      credit.apply(open.topUp()).compose(reply -> creditedOrBack(open, reply));
                  case DECLINED -> store.refuse(open.topUp(), declined(answer));
                  case REFUNDED -> store.returned(open.topUp(), TopUpStore.givenBack());
                  case PENDING, UNKNOWN ->
                      open.isOld()
                          ? giveBack(open, TopUpStore.givenBack())
                          : Future.succeededFuture();
                });
  }

  private Future<Void> creditedOrBack(OpenTopUp open, Reply<Balance> reply) {
    return switch (reply) {
      case Reply.Done<Balance> done -> Future.succeededFuture();
      case Reply.Refused<Balance> refused -> giveBack(open, refused.refusal());
    };
  }

  /** Decided here before the gateway is told: nobody credits it meanwhile. */
  private Future<Void> giveBack(OpenTopUp open, Refusal refusal) {
    return store
        .returning(open.topUp(), refusal)
        .compose(decided -> decided ? askBack(open, refusal) : Future.<Void>succeededFuture());
  }

  private Future<Void> askBack(OpenTopUp open, Refusal refusal) {
    TopUp topUp = open.topUp();
    return gateway
        .refund(topUp.topUpId())
        .compose(
            answer ->
                switch (answer.state()) {
                  case REFUNDED -> store.returned(topUp, refusal);
                  case DECLINED -> store.refuse(topUp, refusal);
                  case UNKNOWN ->
                      open.isOld() ? store.refuse(topUp, refusal) : Future.succeededFuture();
                  case PENDING, SUCCEEDED -> Future.succeededFuture();
                });
  }

  @Override
  public Future<Void> close() {
    return gateway.close();
  }
}
