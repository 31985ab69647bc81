package io.daegi.http.booking;

import static io.daegi.http.fixture.Sale.RESERVATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.http.fixture.Sale;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReservationTest {

  private static final String ONE_SEAT = "{\"date\":\"2026-12-24\",\"seat\":\"A-1-1\"}";
  private static final String TWO_SEATS = "{\"showId\":\"show-1\",\"seats\":[\"A-1-1\",\"A-1-2\"]}";

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  @Test
  void holdsSeatsForAWhile() {
    var guest = sale.inside();
    var reply = sale.server().post(RESERVATIONS, TWO_SEATS, guest.bearer());
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    var json = reply.json();
    assertThat(json.getString("state")).isEqualTo("HELD");
    assertThat(json.getJsonArray("seats")).isEqualTo(JsonArray.of("A-1-1", "A-1-2"));
    assertThat(json.getJsonObject("total").getLong("amount")).isEqualTo(100_000);
    assertThat(json.getInstant("holdUntil")).isAfter(Instant.now());
    var path = "/v1/reservations/" + json.getString("reservationId");
    assertThat(reply.header("Location")).isEqualTo(path);
    assertThat(sale.server().get(path, guest.bearer()).json()).isEqualTo(json);
    var caller = sale.server().booking().lastCaller();
    assertThat(caller.queueId()).isEqualTo("demo");
    assertThat(caller.tokenId()).isEqualTo(guest.tokenId());
    assertThat(caller.number()).isEqualTo(guest.number());
    assertThat(caller.verdict().expiresAtMs()).isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void answersTheSameHoldAgainWithoutANewOne() {
    var guest = sale.inside();
    var first = sale.server().post(RESERVATIONS, ONE_SEAT, guest.bearer());
    var again = sale.server().post(RESERVATIONS, ONE_SEAT, guest.bearer());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Location")).isNull();
  }

  @Test
  void replaysTheAnswerOfAKeyEvenAfterTheSessionEnded() {
    var guest = sale.inside();
    var headers = guest.bearer("Idempotency-Key", "hold-1");
    var first = sale.server().post(RESERVATIONS, ONE_SEAT, headers);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    sale.server().delete("/v1/queues/demo/tokens/me", guest.bearer());
    var again = sale.server().post(RESERVATIONS, ONE_SEAT, headers);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.json()).isEqualTo(first.json());
    var byVisitor =
        sale.server().post(RESERVATIONS, ONE_SEAT, guest.visitorOnly("Idempotency-Key", "hold-1"));
    assertThat(byVisitor.json()).isEqualTo(first.json());
    var other = sale.server().post(RESERVATIONS, TWO_SEATS, headers);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency-key-reused");
    var fresh = sale.server().post(RESERVATIONS, ONE_SEAT, guest.visitorOnly());
    assertThat(fresh.status()).isEqualTo(403);
    assertThat(fresh.code()).isEqualTo("not-admitted");
  }

  @Test
  void namesTheSeatsThatSomebodyElseHas() {
    sale.hold(sale.inside(), "A-1-2");
    var reply = sale.server().post(RESERVATIONS, TWO_SEATS, sale.inside().bearer());
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("seat-taken");
    assertThat(reply.json().getJsonArray("seats")).isEqualTo(JsonArray.of("A-1-2"));
  }

  @Test
  void listsTheVisitorsOwnReservationsInParts() {
    var guest = sale.inside();
    sale.hold(sale.inside(), "A-2-5");
    var first = sale.hold(guest, "A-1-1");
    var second = sale.hold(guest, "A-1-2");
    var third = sale.hold(guest, "A-1-3");
    var part = sale.server().get("/v1/reservations?limit=2", guest.visitorOnly());
    assertThat(part.status()).isEqualTo(200);
    assertThat(part.header("Cache-Control")).isEqualTo("no-store");
    assertThat(part.json().getJsonArray("items").getJsonObject(0).getString("reservationId"))
        .isEqualTo(third);
    assertThat(part.json().getJsonArray("items").getJsonObject(1).getString("reservationId"))
        .isEqualTo(second);
    var next =
        sale.server()
            .get(
                "/v1/reservations?limit=2&cursor=" + part.json().getString("next"), guest.bearer());
    assertThat(next.json().getJsonArray("items")).hasSize(1);
    assertThat(next.json().getJsonArray("items").getJsonObject(0).getString("reservationId"))
        .isEqualTo(first);
    assertThat(next.json().getValue("next")).isNull();
  }

  @Test
  void releasesAHoldAndSaysSoAgain() {
    var guest = sale.inside();
    var path = "/v1/reservations/" + sale.hold(guest, "A-1-1");
    assertThat(sale.server().delete(path, guest.bearer()).status()).isEqualTo(204);
    assertThat(sale.server().delete(path, guest.visitorOnly()).status()).isEqualTo(204);
    var json = sale.server().get(path, guest.bearer()).json();
    assertThat(json.getString("state")).isEqualTo("CANCELLED");
    assertThat(json.getValue("holdUntil")).isNull();
    assertThat(sale.hold(sale.inside(), "A-1-1")).isNotEmpty();
  }

  @Test
  void showsNobodyTheReservationsOfOthers() {
    var path = "/v1/reservations/" + sale.hold(sale.inside(), "A-1-1");
    var other = sale.inside();
    for (var unknown :
        new String[] {
          path,
          "/v1/reservations/" + UUID.randomUUID(),
          "/v1/reservations/1-1-1-1-1",
          "/v1/reservations/%00",
          "/v1/reservations/nonsense"
        }) {
      assertThat(sale.server().get(unknown, other.bearer()).code())
          .as(unknown)
          .isEqualTo("reservation-unknown");
      assertThat(sale.server().delete(unknown, other.bearer()).status()).as(unknown).isEqualTo(404);
    }
    assertThat(sale.server().get("/v1/reservations", other.bearer()).json().getJsonArray("items"))
        .isEmpty();
    assertThat(sale.server().get("/v1/reservations").status()).isEqualTo(401);
    assertThat(sale.server().get(path).status()).isEqualTo(401);
    assertThat(sale.server().delete(path).status()).isEqualTo(401);
  }

  @Test
  void namesEachFieldThatIsMissingOrWrong() {
    var guest = sale.inside();
    assertPointer(guest, "{}", "/date", "/seats");
    assertPointer(guest, "{\"date\":7,\"seat\":\"A-1-1\"}", "/date");
    assertPointer(guest, "{\"date\":\"soon\",\"seat\":\"A-1-1\"}", "/date");
    assertPointer(guest, "{\"date\":\"2026-02-30\",\"seat\":\"A-1-1\"}", "/date");
    assertPointer(guest, "{\"showId\":[],\"seat\":\"A-1-1\"}", "/showId");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seat\":{}}", "/seat");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seat\":\"\"}", "/seat");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seat\":\"a\\u0000\"}", "/seat");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seats\":\"A-1-1\"}", "/seats");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seats\":[]}", "/seats");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seats\":[\"A-1-1\",null]}", "/seats/1");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seats\":[\"\\u0000\"]}", "/seats/0");
    assertPointer(guest, "{\"showId\":\"show-1\",\"seat\":\"A-1-1\",\"seats\":[]}", "/seats");
    var long300 = "\"A-1-1\",".repeat(300) + "\"A-1-1\"";
    assertPointer(guest, "{\"showId\":\"show-1\",\"seats\":[" + long300 + "]}", "/seats");
    var unknown =
        sale.server()
            .post(RESERVATIONS, "{\"showId\":\"show-1\",\"seat\":\"Z-9-9\"}", guest.bearer());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.code()).isEqualTo("seat-unknown");
  }

  private void assertPointer(Sale.Guest guest, String body, String... pointers) {
    var reply = sale.server().post(RESERVATIONS, body, guest.bearer());
    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.code()).as(body).isEqualTo("validation-failed");
    var found =
        reply.json().getJsonArray("errors").stream()
            .map(error -> ((JsonObject) error).getString("pointer"))
            .toList();
    assertThat(found).as(body).containsExactly(pointers);
  }

  @Test
  void refusesListsThatCannotBe() {
    var guest = sale.waiting();
    for (var query : new String[] {"limit=0", "limit=101", "limit=many", "limit=", "limit=%00"}) {
      var reply = sale.server().get("/v1/reservations?" + query, guest.bearer());
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
          .as(query)
          .isEqualTo("#query/limit");
    }
    for (var query : new String[] {"cursor=", "cursor=%00", "cursor=" + "x".repeat(200)}) {
      var reply = sale.server().get("/v1/reservations?" + query, guest.bearer());
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
          .as(query)
          .isEqualTo("#query/cursor");
    }
  }

  @Test
  void wantsKeysOfTheRightForm() {
    var guest = sale.inside();
    for (var key : new String[] {"", "a b", "x".repeat(129), "a\tb"}) {
      var reply = sale.server().post(RESERVATIONS, ONE_SEAT, guest.bearer("Idempotency-Key", key));
      assertThat(reply.status()).as(key).isEqualTo(400);
      assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
          .as(key)
          .isEqualTo("#header/Idempotency-Key");
    }
    var path = "/v1/charge-balance";
    var accented = guest.bearer("Idempotency-Key", "schl\u00fcssel");
    assertThat(sale.server().raw("POST", path, accented)).contains("#header/Idempotency-Key");
  }

  @Test
  void takesABrowsersWritesFromKnownPagesOnly() {
    var guest = sale.inside();
    var without = sale.server().post(RESERVATIONS, ONE_SEAT, guest.cookie());
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.code()).isEqualTo("origin-not-allowed");
    var foreign =
        sale.server()
            .post(RESERVATIONS, ONE_SEAT, guest.cookie("Origin", "https://evil.example.com"));
    assertThat(foreign.code()).isEqualTo("origin-not-allowed");
    var own =
        sale.server()
            .post(RESERVATIONS, ONE_SEAT, guest.cookie("Origin", "http://tickets.example.com"));
    assertThat(own.status()).isEqualTo(201);
    var form =
        sale.server()
            .post(
                RESERVATIONS,
                ONE_SEAT,
                guest.cookie("Origin", "http://tickets.example.com", "Content-Type", "text/plain"));
    assertThat(form.status()).isEqualTo(415);
    var disagreeing =
        sale.server()
            .post(RESERVATIONS, ONE_SEAT, guest.bearer("Daegi-Visitor", sale.waiting().visitor()));
    assertThat(disagreeing.status()).isEqualTo(400);
    assertThat(disagreeing.code()).isEqualTo("ambiguous-credentials");
  }
}
