package io.daegi.booking.balance;

import io.daegi.booking.api.Balance;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.Function;

/** Where the money of a top-up comes from. */
public interface TopUpGateway {

  /**
   * Collects the money, idempotently by the top-up's id.
   *
   * @return why the money could not be collected; empty when it was. Fails while nobody can say
   */
  Future<Optional<Refusal>> collect(TopUp topUp);

  /**
   * Notes in the transaction of the credit that the money reached its wallet.
   *
   * @return fails with a refusal when the money is on its way back already
   */
  default Future<Void> credited(SqlClient transaction, TopUp topUp) {
    return Future.succeededFuture();
  }

  /**
   * Finishes what was begun and left: a process died, or a visitor asked no more.
   *
   * @param credit brings collected money to its wallet, once
   */
  default Future<Void> finishOpen(Function<TopUp, Future<Reply<Balance>>> credit) {
    return Future.succeededFuture();
  }

  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
