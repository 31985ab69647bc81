package io.daegi.booking.balance;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Where the money of a top-up comes from. */
public interface TopUpGateway {

  /** The name by which configuration chooses it. */
  String name();

  /** Whether it gives money away, which no shop may do that sells in earnest. */
  boolean isDemo();

  /**
   * Collects the money, idempotently by {@code topUpId}.
   *
   * @return why the money could not be collected; empty when it was
   */
  Future<Optional<Refusal>> collect(UUID topUpId, VisitorId visitor, Money money);
}
