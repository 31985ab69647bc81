package io.daegi.http.booking;

import static io.daegi.http.fixture.Sale.CONCERT;
import static io.daegi.http.fixture.Sale.SEATS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.SeatMap.SectionSeats;
import io.daegi.http.booking.SeatDrawings.Form;
import io.daegi.http.fixture.Sale;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeatsTest {

  private static final String COMPACT = "application/vnd.daegi.seats+json";
  private static final String DATES = CONCERT + "/available-dates";

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  @Test
  void showsAnAdmittedVisitorTheDates() {
    var guest = sale.inside();
    var reply = sale.server().get(DATES, guest.bearer());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    var date = reply.json().getJsonArray("dates").getJsonObject(0);
    assertThat(date.fieldNames()).containsExactly("showId", "date", "available", "total");
    assertThat(date.getString("date")).isEqualTo("2026-12-24");
    assertThat(date.getInteger("total")).isEqualTo(10);
    var same = sale.server().get(DATES, guest.bearer("If-None-Match", reply.header("ETag")));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void writesEverySeatOut() {
    var guest = sale.inside();
    sale.hold(guest, "A-1-2");
    var reply = sale.server().get(SEATS, guest.bearer());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    var json = reply.json();
    assertThat(json.fieldNames()).containsExactly("showId", "date", "version", "seats");
    assertThat(json.getString("date")).isEqualTo("2026-12-24");
    assertThat(json.getJsonArray("seats")).hasSize(10);
    var held = json.getJsonArray("seats").getJsonObject(1);
    assertThat(held.fieldNames()).containsExactly("seat", "section", "price", "state");
    assertThat(held.getString("seat")).isEqualTo("A-1-2");
    assertThat(held.getString("section")).isEqualTo("A");
    assertThat(held.getString("state")).isEqualTo("HELD");
    assertThat(held.getJsonObject("price"))
        .isEqualTo(new JsonObject().put("amount", 50_000).put("currency", "KRW"));
    var byId = sale.server().get(CONCERT + "/available-seats?showId=show-1", guest.bearer());
    assertThat(byId.json()).isEqualTo(json);
  }

  @Test
  void saysWhenNoSeatHasChanged() {
    var guest = sale.inside();
    var etag = sale.server().get(SEATS, guest.bearer()).header("ETag");
    var same = sale.server().get(SEATS, guest.bearer("If-None-Match", etag));
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(same.header("Cache-Control")).isEqualTo("no-store");
    sale.hold(guest, "A-1-1");
    var changed = sale.server().get(SEATS, guest.bearer("If-None-Match", etag));
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void drawsALetterForEachSeatForWhoAcceptsIt() {
    var guest = sale.inside();
    sale.hold(guest, "A-2-1");
    var reply = sale.server().get(SEATS, guest.bearer("Accept", COMPACT));
    assertThat(reply.header("Content-Type")).isEqualTo(COMPACT);
    assertThat(reply.header("Vary")).contains("Accept");
    var section = reply.json().getJsonArray("sections").getJsonObject(0);
    assertThat(section.getString("states")).isEqualTo("AAAAAHAAAA");
    assertThat(section.getInteger("rows")).isEqualTo(2);
    assertThat(section.getInteger("seatsPerRow")).isEqualTo(5);
    var writtenOut = sale.server().get(SEATS, guest.bearer());
    assertThat(writtenOut.header("ETag")).isNotEqualTo(reply.header("ETag"));
    var preferred = COMPACT + ";q=0.4, application/json";
    var other = sale.server().get(SEATS, guest.bearer("Accept", preferred));
    assertThat(other.header("Content-Type")).isEqualTo("application/json");
    var nonsense = sale.server().get(SEATS, guest.bearer("Accept", COMPACT + ";q=x,,;"));
    assertThat(nonsense.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void compressesWhatTheClientCanUnpack() throws IOException, InterruptedException {
    var guest = sale.inside();
    var request =
        HttpRequest.newBuilder(URI.create(sale.server().url() + SEATS))
            .headers(guest.bearer("Accept-Encoding", "gzip"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofByteArray());
      assertThat(response.headers().allValues("Content-Encoding")).containsExactly("gzip");
      var plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
      assertThat(new String(plain, StandardCharsets.UTF_8))
          .isEqualTo(sale.server().get(SEATS, guest.bearer()).body());
    }
  }

  @Test
  void drawsTwentyThousandSeatsInThirtyKilobytes() {
    var random = new Random(7);
    var sections = new ArrayList<SectionSeats>();
    for (int s = 0; s < 20; s++) {
      var states = new StringBuilder();
      random.ints(1_000, 0, 3).forEach(state -> states.append("AHS".charAt(state)));
      sections.add(new SectionSeats("S" + s, 20, 50, new Money(90_000, "KRW"), states.toString()));
    }
    var map = new SeatMap("show-1", LocalDate.of(2026, 12, 24), "v1", sections);
    var vertx = Vertx.vertx();
    try {
      var drawings = new SeatDrawings(vertx.getOrCreateContext());
      var drawing = drawings.draw("spring", map, Form.COMPACT).await();
      assertThat(drawing.zipped().length()).isLessThanOrEqualTo(30 * 1_024);
      assertThat(drawing.plain().toJsonObject().getJsonArray("sections")).hasSize(20);
    } finally {
      vertx.close().await();
    }
  }

  @Test
  void namesWhatIsWrongWithTheQuestion() {
    var guest = sale.inside();
    var path = CONCERT + "/available-seats";
    for (var query :
        new String[] {
          "",
          "?date=tomorrow",
          "?date=2026-13-01",
          "?date=%00",
          "?date=2026-12-24%00",
          "?date=",
          "?date=+12026-12-24"
        }) {
      var reply = sale.server().get(path + query, guest.bearer());
      assertThat(reply.status()).as(query).isEqualTo(400);
      assertThat(reply.code()).as(query).isEqualTo("validation-failed");
      var error = reply.json().getJsonArray("errors").getJsonObject(0);
      assertThat(error.getString("pointer")).as(query).isEqualTo("#query/date");
    }
    for (var query : new String[] {"?date=2027-01-01", "?showId=show-9", "?showId=%00"}) {
      var reply = sale.server().get(path + query, guest.bearer());
      assertThat(reply.status()).as(query).isEqualTo(404);
      assertThat(reply.code()).as(query).isEqualTo("show-unknown");
    }
    for (var other : new String[] {"/available-dates", "/available-seats?date=2026-12-24"}) {
      var reply = sale.server().get("/v1/concerts/autumn" + other, guest.bearer());
      assertThat(reply.status()).as(other).isEqualTo(404);
      assertThat(reply.code()).as(other).isEqualTo("concert-unknown");
    }
    assertThat(sale.server().raw("GET", path + "?date=%zz", guest.bearer()))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  @Test
  void asksWhoCalls() {
    for (var path : new String[] {DATES, SEATS}) {
      var nobody = sale.server().get(path);
      assertThat(nobody.status()).as(path).isEqualTo(401);
      assertThat(nobody.code()).as(path).isEqualTo("token-missing");
      assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer");
      var forged = sale.server().get(path, "Authorization", "Bearer forged");
      assertThat(forged.status()).as(path).isEqualTo(401);
      assertThat(forged.code()).as(path).isEqualTo("token-invalid");
    }
  }
}
