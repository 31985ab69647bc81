package io.daegi.booking.balance;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.vertx.core.Future;
import java.util.Optional;

/** Takes no money: for shops whose buyers do not pay from a balance. */
public final class NoTopUp implements TopUpGateway {

  @Override
  public Future<Optional<Refusal>> collect(TopUp topUp) {
    return Future.succeededFuture(
        Optional.of(
            Refusal.of(RefusalCode.TOP_UP_REFUSED, "Balances cannot be charged in this shop.")));
  }
}
