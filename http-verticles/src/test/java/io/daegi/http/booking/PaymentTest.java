package io.daegi.http.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.daegi.http.fixture.Sale.Guest;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentTest {

  private static final String CHARGE = "/v1/charge-balance";
  private static final String WON = "{\"amount\":60000,\"currency\":\"KRW\"}";

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private Reply pay(Guest guest, String reservationId, String key) {
    return sale.server()
        .post("/v1/payments", body(reservationId), guest.bearer("Idempotency-Key", key));
  }

  private static String body(String reservationId) {
    return new JsonObject().put("reservationId", reservationId).encode();
  }

  @Test
  void chargesTheBalanceOnceForEachKey() {
    var guest = sale.inside();
    var headers = guest.bearer("Idempotency-Key", "charge-1");
    var first = sale.server().post(CHARGE, WON, headers);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(first.json().getJsonObject("balance"))
        .isEqualTo(new JsonObject().put("amount", 60_000).put("currency", "KRW"));
    var again = sale.server().post(CHARGE, WON, headers);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    var balance = sale.server().get("/v1/balance?currency=KRW", guest.visitorOnly());
    assertThat(balance.status()).isEqualTo(200);
    assertThat(balance.header("Cache-Control")).isEqualTo("no-store");
    assertThat(balance.json().getJsonObject("balance").getLong("amount")).isEqualTo(60_000);
    var other = sale.server().post(CHARGE, "{\"amount\":1,\"currency\":\"KRW\"}", headers);
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void chargesForWhoIsAdmittedAnywhere() {
    sale.room().open("other", QueueSettings.defaults("other"));
    var waiting = sale.waiting();
    var elsewhere = sale.joining("other", "Daegi-Visitor", waiting.visitor());
    sale.room().callUpTo("other", elsewhere.number());
    var cookies =
        "daegi-token-demo=" + waiting.token() + "; daegi-token-other=" + elsewhere.token();
    var reply =
        sale.server()
            .post(
                CHARGE,
                WON,
                "Cookie",
                cookies,
                "Origin",
                "http://tickets.example.com",
                "Idempotency-Key",
                "charge-1");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(sale.server().booking().lastCaller().queueId()).isEqualTo("other");
    assertThat(sale.room().stateOf("other", elsewhere.number())).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void chargesNobodyWhoIsNotAdmitted() {
    var waiting = sale.waiting();
    var refused = sale.server().post(CHARGE, WON, waiting.bearer("Idempotency-Key", "charge-1"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("not-admitted");
    assertThat(refused.json().getInteger("position")).isEqualTo(1);
    var visitor =
        sale.server().post(CHARGE, WON, waiting.visitorOnly("Idempotency-Key", "charge-2"));
    assertThat(visitor.status()).isEqualTo(403);
    var nobody = sale.server().post(CHARGE, WON, "Idempotency-Key", "charge-3");
    assertThat(nobody.status()).isEqualTo(401);
  }

  @Test
  void paysAHoldFromTheBalance() {
    var guest = sale.inside();
    sale.charge(guest, 60_000);
    var held = sale.hold(guest, "A-1-1");
    var paid = pay(guest, held, "pay-1");
    assertThat(paid.status()).isEqualTo(201);
    assertThat(paid.header("Cache-Control")).isEqualTo("no-store");
    assertThat(paid.json().getString("state")).isEqualTo("SUCCEEDED");
    assertThat(paid.json().getJsonObject("reservation").getString("state")).isEqualTo("CONFIRMED");
    var path = "/v1/payments/" + paid.json().getString("paymentId");
    assertThat(paid.header("Location")).isEqualTo(path);
    assertThat(sale.server().get(path, guest.visitorOnly()).json()).isEqualTo(paid.json());
    var again = pay(guest, held, "pay-1");
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(paid.json());
    assertThat(pay(guest, UUID.randomUUID().toString(), "pay-1").status()).isEqualTo(422);
    var confirmed = sale.server().delete("/v1/reservations/" + held, guest.bearer());
    assertThat(confirmed.status()).isEqualTo(409);
    assertThat(confirmed.code()).isEqualTo("already-confirmed");
  }

  @Test
  void takesThePaymentOfALiveHoldInAnyStateOfTheToken() {
    var guest = sale.inside();
    sale.charge(guest, 120_000);
    var first = sale.hold(guest, "A-1-1");
    var second = sale.hold(guest, "A-1-2");
    sale.room().end("demo", guest.number(), TokenState.EXPIRED, EndReason.SESSION_OVER);
    sale.room().failWith(Outcome.UNAVAILABLE);
    sale.room().ageBoardTo(60_000);
    assertThat(pay(guest, first, "pay-1").status()).isEqualTo(201);
    var byVisitor =
        sale.server()
            .post("/v1/payments", body(second), guest.visitorOnly("Idempotency-Key", "pay-2"));
    assertThat(byVisitor.status()).isEqualTo(201);
  }

  @Test
  void saysHowMuchIsMissing() {
    var guest = sale.inside();
    sale.charge(guest, 20_000);
    var held = sale.hold(guest, "A-1-1");
    var reply = pay(guest, held, "pay-1");
    assertThat(reply.status()).isEqualTo(402);
    assertThat(reply.code()).isEqualTo("insufficient-balance");
    assertThat(reply.json().getJsonObject("due").getLong("amount")).isEqualTo(50_000);
    assertThat(reply.json().getJsonObject("balance").getLong("amount")).isEqualTo(20_000);
    assertThat(reply.json().getJsonObject("missing").getLong("amount")).isEqualTo(30_000);
    var gone = pay(guest, held, "pay-2");
    assertThat(gone.status()).isEqualTo(409);
    assertThat(gone.code()).isEqualTo("hold-cancelled");
  }

  @Test
  void sendsTheBuyerOnWhenTheGatewayWantsIt() {
    sale.server().booking().payAtTheGateway();
    var guest = sale.inside();
    var reply = pay(guest, sale.hold(guest, "A-1-1"), "pay-1");
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().getString("state")).isEqualTo("PENDING");
    assertThat(reply.json().getString("redirectUrl")).startsWith("https://gateway.");
    assertThat(reply.header("Location"))
        .isEqualTo("/v1/payments/" + reply.json().getString("paymentId"));
  }

  @Test
  void wantsAKeyForEveryMovementOfMoney() {
    var guest = sale.inside();
    for (var path : new String[] {CHARGE, "/v1/payments"}) {
      var reply = sale.server().post(path, "{}", guest.bearer());
      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.code()).as(path).isEqualTo("idempotency-key-missing");
      var weak = sale.server().post(path, "{}", guest.bearer("Idempotency-Key", "a b"));
      assertThat(weak.code()).as(path).isEqualTo("validation-failed");
    }
  }

  @Test
  void namesEachFieldThatIsMissingOrWrong() {
    var guest = sale.inside();
    assertPointer(guest, CHARGE, "{\"currency\":\"KRW\"}", "/amount");
    assertPointer(guest, CHARGE, "{\"amount\":1.5,\"currency\":\"KRW\"}", "/amount");
    assertPointer(guest, CHARGE, "{\"amount\":\"1\",\"currency\":\"KRW\"}", "/amount");
    assertPointer(guest, CHARGE, "{\"amount\":1e300,\"currency\":\"KRW\"}", "/amount");
    assertPointer(
        guest, CHARGE, "{\"amount\":99999999999999999999,\"currency\":\"KRW\"}", "/amount");
    assertPointer(guest, CHARGE, "{\"amount\":1}", "/currency");
    assertPointer(guest, CHARGE, "{\"amount\":1,\"currency\":\"won\"}", "/currency");
    assertPointer(guest, CHARGE, "{\"amount\":1,\"currency\":\"\\u0000\"}", "/currency");
    assertPointer(guest, "/v1/payments", "{}", "/reservationId");
    assertPointer(guest, "/v1/payments", "{\"reservationId\":5}", "/reservationId");
    assertPointer(guest, "/v1/payments", "{\"reservationId\":\"1-1-1-1-1\"}", "/reservationId");
    var small =
        sale.server()
            .post(
                CHARGE,
                "{\"amount\":-5,\"currency\":\"KRW\"}",
                guest.bearer("Idempotency-Key", "charge-1"));
    assertThat(small.status()).isEqualTo(400);
    assertThat(small.code()).isEqualTo("amount-out-of-range");
    var currency = sale.server().get("/v1/balance?currency=won", guest.bearer());
    assertThat(currency.status()).isEqualTo(400);
    assertThat(sale.server().get("/v1/balance").status()).isEqualTo(401);
  }

  private void assertPointer(Guest guest, String path, String body, String pointer) {
    var reply = sale.server().post(path, body, guest.bearer("Idempotency-Key", "wrong"));
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.code()).as(body).isEqualTo("validation-failed");
    assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .as(body)
        .isEqualTo(pointer);
  }

  @Test
  void showsNobodyThePaymentsOfOthers() {
    var guest = sale.inside();
    sale.charge(guest, 60_000);
    var paid = pay(guest, sale.hold(guest, "A-1-1"), "pay-1").json().getString("paymentId");
    var other = sale.waiting();
    for (var id : new String[] {paid, UUID.randomUUID().toString(), "%00", "nonsense"}) {
      var reply = sale.server().get("/v1/payments/" + id, other.bearer());
      assertThat(reply.status()).as(id).isEqualTo(404);
      assertThat(reply.code()).as(id).isEqualTo("payment-unknown");
    }
    var stolen = pay(other, sale.hold(guest, "A-1-2"), "pay-1");
    assertThat(stolen.status()).isEqualTo(404);
    assertThat(stolen.code()).isEqualTo("reservation-unknown");
    assertThat(sale.server().get("/v1/payments/" + paid).status()).isEqualTo(401);
  }
}
