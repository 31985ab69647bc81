package io.daegi.booking.balance;

import io.daegi.booking.api.Refusal;
import io.vertx.core.Future;
import java.util.Optional;

/** Gives the money away: for trying Daegi out. */
public final class DemoTopUp implements TopUpGateway {

  @Override
  public Future<Optional<Refusal>> collect(TopUp topUp) {
    return Future.succeededFuture(Optional.empty());
  }
}
