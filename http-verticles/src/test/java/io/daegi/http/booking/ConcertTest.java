package io.daegi.http.booking;

import static io.daegi.http.fixture.Sale.CONCERT;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.http.fixture.Sale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcertTest {

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  @Test
  void showsEverybodyWhatIsOnSale() {
    var reply = sale.server().get("/v1/concerts");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(reply.json().fieldNames()).containsExactly("items", "next");
    assertThat(reply.json().getValue("next")).isNull();
    var concert = reply.json().getJsonArray("items").getJsonObject(0);
    assertThat(concert).isEqualTo(sale.server().get(CONCERT).json());
    assertThat(concert.getString("concertId")).isEqualTo("spring");
    assertThat(concert.getString("title")).isEqualTo("Spring");
    assertThat(concert.getString("queueId")).isEqualTo("demo");
    assertThat(concert.getString("currency")).isEqualTo("KRW");
    assertThat(concert.getString("availability")).isEqualTo("GOOD");
    var show = concert.getJsonArray("shows").getJsonObject(0);
    assertThat(show.fieldNames()).containsExactly("showId", "date", "startsAt");
    assertThat(show.getString("date")).isEqualTo("2026-12-24");
    assertThat(show.getString("startsAt")).isEqualTo("2026-12-24T10:00:00Z");
    assertThat(concert.getJsonArray("shows").getJsonObject(1).getValue("startsAt")).isNull();
  }

  @Test
  void saysWhenTheCatalogueHasNotChanged() {
    for (var path : new String[] {"/v1/concerts", CONCERT}) {
      var etag = sale.server().get(path).header("ETag");
      var same = sale.server().get(path, "If-None-Match", etag);
      assertThat(same.status()).as(path).isEqualTo(304);
      assertThat(same.body()).isEmpty();
      assertThat(same.header("Cache-Control")).isEqualTo("public, max-age=60");
    }
    var before = sale.server().get("/v1/concerts").header("ETag");
    sale.addConcert("summer", "demo");
    var changed = sale.server().get("/v1/concerts", "If-None-Match", before);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().getJsonArray("items")).hasSize(2);
  }

  @Test
  void knowsNoOtherConcerts() {
    for (var id : new String[] {"autumn", "%00", "a%20b", "%E2%82%AC"}) {
      var reply = sale.server().get("/v1/concerts/" + id);
      assertThat(reply.status()).as(id).isEqualTo(404);
      assertThat(reply.code()).isEqualTo("concert-unknown");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void goesOnShowingTheCatalogueWhileBookingIsAway() {
    sale.server().get("/v1/concerts");
    sale.server()
        .booking()
        .refuseWith(Refusal.later(RefusalCode.BOOKING_UNAVAILABLE, "Away.", 2_000));
    assertThat(sale.server().get("/v1/concerts").status()).isEqualTo(200);
    assertThat(sale.server().get(CONCERT).status()).isEqualTo(200);
    var never = sale.server().get("/v1/concerts/autumn");
    assertThat(never.status()).isEqualTo(503);
    assertThat(never.code()).isEqualTo("booking-unavailable");
    assertThat(never.json().getLong("retryAfterMs")).isBetween(1_600L, 2_400L);
    assertThat(never.header("Retry-After")).isIn("2", "3");
  }
}
