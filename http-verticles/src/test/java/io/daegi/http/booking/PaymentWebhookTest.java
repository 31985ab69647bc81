package io.daegi.http.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.InMemoryBooking;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentWebhookTest {

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private Reply tell(String gateway, String body, String... headers) {
    return sale.server().post("/v1/payment-webhooks/" + gateway, body, headers);
  }

  @Test
  void takesWhatAGatewaySignedAndTellsARepeat() {
    var first = tell("http", "{\"a\": 1}", "Daegi-Signature", InMemoryBooking.SIGNED);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(first.json())
        .isEqualTo(
            new JsonObject().put("paymentId", new UUID(1, 2).toString()).put("state", "SUCCEEDED"));

    var again = tell("http", "{\"a\": 1}", "Daegi-Signature", InMemoryBooking.SIGNED);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(tell("http", "{\"a\":1}", "Daegi-Signature", InMemoryBooking.SIGNED).status())
        .as("a body that differs by a space is another one")
        .isEqualTo(200);
  }

  @Test
  void refusesWhatNoGatewaySigned() {
    for (var reply :
        new Reply[] {tell("http", "{}"), tell("http", "{}", "Daegi-Signature", "t=1,v1=forged")}) {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.code()).isEqualTo("signature-invalid");
    }
  }

  @Test
  void knowsOnlyTheGatewayThatPaysHere() {
    var reply = tell("other", "{}", "Daegi-Signature", InMemoryBooking.SIGNED);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("gateway-unknown");
  }
}
