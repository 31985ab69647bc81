package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Sale;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefundAdminTest {

  private static final String WHY = "{\"reason\":\"the evening is cancelled\"}";

  private final Sale sale = new Sale();
  private final Operator operator = new Operator(sale.server());

  @AfterEach
  void stop() {
    sale.close();
  }

  private static String path(String reservationId) {
    return "/admin/v1/reservations/" + reservationId + "/refund";
  }

  private String paid() {
    var guest = sale.inside();
    var reservationId = sale.hold(guest, "A-1-1");
    sale.charge(guest, 50_000);
    var body = new JsonObject().put("reservationId", reservationId).encode();
    var reply = sale.server().post("/v1/payments", body, guest.bearer("Idempotency-Key", "pay-1"));
    assertThat(reply.status()).isEqualTo(201);
    return reservationId;
  }

  @Test
  void givesAPaidReservationBackOnceAndSaysWhoAndWhy() {
    var reservationId = paid();
    for (int time = 0; time < 2; time++) {
      var reply = operator.post(path(reservationId), WHY, "Daegi-Operator", "the night shift");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("state")).isEqualTo("REFUNDED");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
    var acts = operator.get("/admin/v1/audit").json().getJsonArray("items");
    assertThat(acts).hasSize(1);
    var act = acts.getJsonObject(0);
    assertThat(act.getString("what")).isEqualTo("reservation-refunded");
    assertThat(act.getString("who")).isEqualTo("the night shift");
    assertThat(act.getString("why")).isEqualTo("the evening is cancelled");
    assertThat(act.getString("subject")).isEqualTo("reservations/" + reservationId);
  }

  @Test
  void refusesWhatIsNotPaidAndWhatNobodyKnows() {
    var held = sale.hold(sale.inside(), "A-1-2");
    assertThat(operator.post(path(held), WHY).code()).isEqualTo("not-confirmed");
    assertThat(operator.post(path(UUID.randomUUID().toString()), WHY).status()).isEqualTo(404);
    assertThat(operator.post(path("nothing"), WHY).status()).isEqualTo(404);
  }

  @Test
  void wantsAReasonAndTheKey() {
    var reply = operator.post(path(UUID.randomUUID().toString()), "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/reason");
    assertThat(sale.server().post(path(UUID.randomUUID().toString()), WHY).status()).isEqualTo(401);
  }
}
