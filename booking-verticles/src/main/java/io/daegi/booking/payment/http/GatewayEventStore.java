package io.daegi.booking.payment.http;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.bus.BusJson;
import io.daegi.booking.payment.GatewayEvent;
import io.daegi.booking.payment.PaymentOrder;
import io.daegi.booking.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** The gateway's events, each kept in the transaction of its effect. */
final class GatewayEventStore {

  private static final String KEEP =
      """
      insert into gateway_event (gateway, event_id, payment_id) values ($1, $2, $3)
      on conflict do nothing""";

  private final Database database;

  GatewayEventStore(Database database) {
    this.database = database;
  }

  /** What an event did. */
  enum Effect {
    /** It was there before. */
    REPEATED,
    /** The payment was decided before. */
    NONE,
    DECIDED
  }

  Future<Effect> take(GatewayEvent event, PaymentOrder order, Refusal declined) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(KEEP)
                .execute(Tuple.of(GatewayPaymentStore.NAME, event.eventId(), event.paymentId()))
                .compose(
                    kept ->
                        kept.rowCount() == 0
                            ? Future.succeededFuture(Effect.REPEATED)
                            : decide(connection, event, order, declined)));
  }

  private static Future<Effect> decide(
      SqlConnection connection, GatewayEvent event, PaymentOrder order, Refusal declined) {
    Tuple about = GatewayPaymentStore.tuple(order);
    return connection
        .preparedQuery(event.paid() ? GatewayPaymentStore.SUCCEED : GatewayPaymentStore.FAIL)
        .execute(event.paid() ? about : about.addString(BusJson.write(declined)).addBoolean(false))
        .map(rows -> rows.iterator().next().getLong("decided") == 1 ? Effect.DECIDED : Effect.NONE);
  }
}
