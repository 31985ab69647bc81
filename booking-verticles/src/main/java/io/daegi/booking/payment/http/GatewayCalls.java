package io.daegi.booking.payment.http;

import io.daegi.booking.gateway.GatewayAnswer;
import io.daegi.booking.gateway.GatewayClient;
import io.daegi.booking.payment.PaymentOrder;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What a gateway is asked about payments. */
final class GatewayCalls {

  private static final String PAYMENTS = "/payments";

  private final GatewayClient client;

  GatewayCalls(GatewayClient client) {
    this.client = client;
  }

  Future<GatewayAnswer> charge(PaymentOrder order) {
    String body =
        new JsonObject()
            .put("paymentId", order.paymentId().toString())
            .put("reservationId", order.reservationId().toString())
            .put("amount", order.due().amount())
            .put("currency", order.due().currency())
            .encode();
    return client.order(PAYMENTS, order.paymentId(), body);
  }

  Future<GatewayAnswer> find(UUID paymentId) {
    return client.find(PAYMENTS + "/" + paymentId, paymentId);
  }

  /** Gives back what was charged, and ends what waits for its buyer. */
  Future<GatewayAnswer> refund(UUID paymentId) {
    return client.change(PAYMENTS + "/" + paymentId + "/refund", paymentId);
  }

  Future<Void> close() {
    return client.close();
  }
}
