package io.daegi.booking.balance;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Takes no money: for shops whose buyers do not pay from a balance. */
public final class NoTopUp implements TopUpGateway {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public boolean isDemo() {
    return false;
  }

  @Override
  public Future<Optional<Refusal>> collect(UUID topUpId, VisitorId visitor, Money money) {
    return Future.succeededFuture(
        Optional.of(
            Refusal.of(RefusalCode.TOP_UP_REFUSED, "Balances cannot be charged in this shop.")));
  }
}
