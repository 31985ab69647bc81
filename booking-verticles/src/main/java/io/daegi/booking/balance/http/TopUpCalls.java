package io.daegi.booking.balance.http;

import io.daegi.booking.balance.TopUp;
import io.daegi.booking.gateway.GatewayAnswer;
import io.daegi.booking.gateway.GatewayClient;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What a gateway is asked about top-ups. */
final class TopUpCalls {

  private static final String TOP_UPS = "/top-ups";

  private final GatewayClient client;

  TopUpCalls(GatewayClient client) {
    this.client = client;
  }

  Future<GatewayAnswer> collect(TopUp topUp) {
    String body =
        new JsonObject()
            .put("topUpId", topUp.topUpId().toString())
            .put("visitor", topUp.owner().visitor().toString())
            .put("amount", topUp.money().amount())
            .put("currency", topUp.money().currency())
            .encode();
    return client.order(TOP_UPS, topUp.topUpId(), body);
  }

  Future<GatewayAnswer> find(UUID topUpId) {
    return client.find(TOP_UPS + "/" + topUpId, topUpId);
  }

  /** Gives back what was collected, and ends what has not been yet. */
  Future<GatewayAnswer> giveBack(UUID topUpId) {
    return client.change(TOP_UPS + "/" + topUpId + "/refund", topUpId);
  }

  Future<Void> close() {
    return client.close();
  }
}
