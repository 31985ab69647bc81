package io.daegi.http.document;

import static io.daegi.http.fixture.EdgeServer.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.QueueSettings;
import io.daegi.http.edge.HttpConfig;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of the booking calls and to other shops, held against the OpenAPI document. */
class ShopAnswersTest {

  private static final String CODE = "GET /v1/reservations/{reservationId}/code";
  private static final String ORIGIN_KEY = "the-shops-key";
  private static final String GALA = "/v1/concerts/gala";
  private static final String HOLD = "{\"date\":\"2026-12-24\",\"seat\":\"A-1-1\"}";
  private static final String WON = "{\"amount\":100000,\"currency\":\"KRW\"}";
  private static final String SESSIONS = "/v1/queues/{queueId}/sessions/{tokenId}/";

  private final InMemoryRoom room = new InMemoryRoom();
  private EdgeServer server;
  private ApiDocument document;
  private String[] buyer;
  private String buyerId;

  @BeforeEach
  void start() {
    room.open("demo", QueueSettings.defaults("demo"));
    server = EdgeServer.inFrontOf(room, ShopAnswersTest::withOriginKey);
    document = ApiDocument.openApi(server);
    new Operator(server)
        .put(
            "/admin/v1/concerts/gala",
            """
            {"title":"Gala","queueId":"demo","currency":"KRW",
             "shows":[{"date":"2026-12-24",
                       "sections":[{"name":"A","rows":2,"seatsPerRow":5,"price":50000}]}]}""");
    var joined = server.post("/v1/queues/demo/tokens", null).json();
    buyer = bearer(joined.getString("token"));
    buyerId = joined.getString("tokenId");
    room.callUpTo("demo", 1);
    server.post("/v1/queues/demo/tokens/me/enter", null, buyer);
  }

  private static HttpConfig withOriginKey(HttpConfig c) {
    return c.toBuilder().originKey(ORIGIN_KEY).build();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply check(int status, String operation, Reply reply) {
    return document.check(status, operation, reply);
  }

  private String[] key() {
    return new String[] {buyer[0], buyer[1], "Idempotency-Key", UUID.randomUUID().toString()};
  }

  @Test
  void fitOfTheCatalogue() {
    var list = check(200, "GET /v1/concerts", server.get("/v1/concerts"));
    check(
        304, "GET /v1/concerts", server.get("/v1/concerts", "If-None-Match", list.header("ETag")));
    check(200, "GET /v1/concerts/{concertId}", server.get(GALA));
    check(404, "GET /v1/concerts/{concertId}", server.get("/v1/concerts/nothing"));
  }

  @Test
  void fitOfDatesAndSeats() {
    var dates = "GET /v1/concerts/{concertId}/available-dates";
    var seats = "GET /v1/concerts/{concertId}/available-seats";
    check(200, dates, server.get(GALA + "/available-dates", buyer));
    check(401, dates, server.get(GALA + "/available-dates"));
    var waiting = bearer(server.join("demo"));
    var refused = check(403, dates, server.get(GALA + "/available-dates", waiting));
    assertThat(refused.json().getLong("position")).isEqualTo(1);
    check(404, dates, server.get("/v1/concerts/nothing/available-dates", buyer));
    var date = GALA + "/available-seats?date=2026-12-24";
    var map = check(200, seats, server.get(date, buyer));
    check(304, seats, server.get(date, buyer[0], buyer[1], "If-None-Match", map.header("ETag")));
    check(
        200,
        seats,
        server.get(date, buyer[0], buyer[1], "Accept", "application/vnd.daegi.seats+json"));
    check(400, seats, server.get(GALA + "/available-seats", buyer));
    check(400, seats, server.get(GALA + "/available-seats?date=today", buyer));
    check(401, seats, server.get(date));
    check(403, seats, server.get(date, waiting));
  }

  @Test
  void fitOfHoldsAndReservations() {
    var hold = "POST /v1/concerts/{concertId}/reservations";
    var one = "GET /v1/reservations/{reservationId}";
    var release = "DELETE /v1/reservations/{reservationId}";
    var held = check(201, hold, server.post(GALA + "/reservations", HOLD, key()));
    check(200, hold, server.post(GALA + "/reservations", HOLD, key()));
    var other = bearer(server.join("demo"));
    room.callUpTo("demo", 2);
    check(409, hold, server.post(GALA + "/reservations", HOLD, other));
    check(400, hold, server.post(GALA + "/reservations", "{}", key()));
    check(401, hold, server.post(GALA + "/reservations", HOLD));
    check(403, hold, server.post(GALA + "/reservations", HOLD, bearer(server.join("demo"))));
    check(404, hold, server.post("/v1/concerts/nothing/reservations", HOLD, key()));
    var path = held.header("Location");
    check(200, one, server.get(path, buyer));
    check(401, one, server.get(path));
    check(404, one, server.get("/v1/reservations/" + UUID.randomUUID(), buyer));
    check(200, "GET /v1/reservations", server.get("/v1/reservations", buyer));
    check(400, "GET /v1/reservations", server.get("/v1/reservations?limit=0", buyer));
    check(401, "GET /v1/reservations", server.get("/v1/reservations"));
    check(409, CODE, server.get(path + "/code", buyer));
    check(401, CODE, server.get(path + "/code"));
    check(404, CODE, server.get("/v1/reservations/" + UUID.randomUUID() + "/code", buyer));
    check(204, release, server.delete(path, buyer));
    check(204, release, server.delete(path, buyer));
    check(404, release, server.delete("/v1/reservations/" + UUID.randomUUID(), buyer));
  }

  @Test
  void fitOfMoney() {
    var charge = "POST /v1/charge-balance";
    var pay = "POST /v1/payments";
    check(200, "GET /v1/balance", server.get("/v1/balance", buyer));
    check(400, "GET /v1/balance", server.get("/v1/balance?currency=won", buyer));
    check(401, "GET /v1/balance", server.get("/v1/balance"));
    check(402, pay, server.post("/v1/payments", payment("A-1-2"), key()));
    check(200, charge, server.post("/v1/charge-balance", WON, key()));
    check(400, charge, server.post("/v1/charge-balance", WON, buyer));
    check(400, charge, server.post("/v1/charge-balance", "{}", key()));
    check(401, charge, server.post("/v1/charge-balance", WON));
    var reservation = payment("A-1-3");
    var paid = check(201, pay, server.post("/v1/payments", reservation, key()));
    check(400, pay, server.post("/v1/payments", reservation, buyer));
    check(404, pay, server.post("/v1/payments", payment(UUID.randomUUID()), key()));
    var bought = paid.json().getJsonObject("reservation").getString("reservationId");
    check(200, CODE, server.get("/v1/reservations/" + bought + "/code", buyer));
    var path = paid.header("Location");
    check(200, "GET /v1/payments/{paymentId}", server.get(path, buyer));
    check(404, "GET /v1/payments/{paymentId}", server.get("/v1/payments/x", buyer));
    check(401, "GET /v1/payments/{paymentId}", server.get(path));
    var confirmed = paid.json().getJsonObject("reservation").getString("reservationId");
    check(
        200,
        "GET /admin/v1/queues/{queueId}/tokens/{token}",
        new Operator(server).get("/admin/v1/queues/demo/tokens/" + confirmed));
    check(
        409,
        "DELETE /v1/reservations/{reservationId}",
        server.delete("/v1/reservations/" + confirmed, buyer));
  }

  private String payment(String seat) {
    var held =
        server.post(
            GALA + "/reservations",
            "{\"date\":\"2026-12-24\",\"seats\":[\"" + seat + "\"]}",
            key());
    return payment(UUID.fromString(held.json().getString("reservationId")));
  }

  private static String payment(UUID reservationId) {
    return "{\"reservationId\":\"" + reservationId + "\"}";
  }

  @Test
  void fitToAProxyThatAsks() {
    var verify = "GET /v1/verify/{queueId}";
    var waiting = bearer(server.join("demo"));
    check(200, verify, server.get("/v1/verify/demo", buyer));
    check(200, verify, server.get("/v1/verify/demo/any/path?x=1", buyer));
    check(401, verify, server.get("/v1/verify/demo"));
    check(401, verify, server.get("/v1/verify/demo", bearer("forged")));
    check(403, verify, server.get("/v1/verify/demo", waiting));
    check(403, verify, server.get("/v1/verify/nothing", buyer));
    check(302, verify, server.get("/v1/verify/demo?deny=redirect", waiting));
  }

  @Test
  void fitToAShopThatEndsItsSessions() {
    var path = "/v1/queues/demo/sessions/" + buyerId;
    var shop = bearer(ORIGIN_KEY);
    var extend = "POST " + SESSIONS + "extend";
    var complete = "POST " + SESSIONS + "complete";
    var abandon = "POST " + SESSIONS + "abandon";
    check(200, extend, server.post(path + "/extend", "{\"byMs\":1000}", shop));
    check(400, extend, server.post(path + "/extend", "{\"byMs\":0}", shop));
    check(401, extend, server.post(path + "/extend", "{\"byMs\":1000}"));
    check(404, complete, server.post("/v1/queues/demo/sessions/x/complete", null, shop));
    check(401, complete, server.post(path + "/complete", null, buyer));
    room.failWith(Outcome.UNAVAILABLE);
    check(503, complete, server.post(path + "/complete", null, shop));
    room.failWith(null);
    check(200, complete, server.post(path + "/complete", null, shop));
    check(200, complete, server.post(path + "/complete", null, shop));
    check(409, abandon, server.post(path + "/abandon", null, shop));
    check(404, abandon, server.post("/v1/queues/nothing/sessions/x/abandon", null, shop));
  }
}
