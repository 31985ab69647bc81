package io.daegi.booking.balance;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Gives the money away: for trying Daegi out. */
public final class DemoTopUp implements TopUpGateway {

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public boolean isDemo() {
    return true;
  }

  @Override
  public Future<Optional<Refusal>> collect(UUID topUpId, VisitorId visitor, Money money) {
    return Future.succeededFuture(Optional.empty());
  }
}
