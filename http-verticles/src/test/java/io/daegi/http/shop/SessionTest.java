package io.daegi.http.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.EdgeServer;
import io.daegi.http.fixture.InMemoryRoom;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.daegi.http.fixture.Sale.Guest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

  private static final String[] KEY = EdgeServer.bearer(Sale.ORIGIN_KEY);

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private Reply tell(Guest guest, String what, String body) {
    return sale.server().post("/v1/queues/demo/sessions/" + guest.tokenId() + what, body, KEY);
  }

  @Test
  void completesASessionAndSaysSoAgain() {
    var guest = sale.inside();
    for (int i = 0; i < 2; i++) {
      var reply = tell(guest, "/complete", null);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.json().getString("tokenId")).isEqualTo(guest.tokenId());
      assertThat(reply.json().getString("state")).isEqualTo("COMPLETED");
      assertThat(reply.json().getValue("expiresAt")).isNull();
    }
    assertThat(sale.stateOf(guest)).isEqualTo("COMPLETED");
    assertEnded(tell(guest, "/abandon", "{}"), "COMPLETED");
    assertEnded(tell(guest, "/extend", "{\"byMs\":1000}"), "COMPLETED");
  }

  private static void assertEnded(Reply reply, String state) {
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.code()).isEqualTo("session-ended");
    assertThat(reply.json().getString("state")).isEqualTo(state);
  }

  @Test
  void abandonsASessionAndSaysSoAgain() {
    var guest = sale.called();
    for (int i = 0; i < 2; i++) {
      var reply = tell(guest, "/abandon", null);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("state")).isEqualTo("LEFT");
    }
    assertEnded(tell(guest, "/complete", null), "LEFT");
  }

  @Test
  void tellsASessionThatRanOutFromOneThatReachedItsAim() {
    var guest = sale.inside();
    sale.room().end("demo", guest.number(), TokenState.EXPIRED, EndReason.SESSION_OVER);
    assertEnded(tell(guest, "/complete", null), "EXPIRED");
    assertEnded(tell(guest, "/abandon", null), "EXPIRED");
  }

  @Test
  void extendsASessionAndByNoMoreWhenItIsToldAgain() {
    var guest = sale.inside();
    for (int i = 0; i < 3; i++) {
      var reply = tell(guest, "/extend", "{\"byMs\":60000}");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("state")).isEqualTo("ACTIVE");
      assertThat(reply.json().getLong("expiresInMs")).isBetween(600_000L, 660_000L);
      assertThat(reply.json().getInstant("expiresAt")).isAfter(Instant.now());
    }
  }

  @Test
  void knowsNoSessionOfWhoHasNotComeIn() {
    var waiting = sale.waiting();
    for (var what : new String[] {"/complete", "/abandon", "/extend"}) {
      var reply = tell(waiting, what, "{\"byMs\":1000}");
      assertThat(reply.status()).as(what).isEqualTo(409);
      assertThat(reply.code()).as(what).isEqualTo("not-called");
    }
    var called = sale.called();
    assertThat(tell(called, "/extend", "{\"byMs\":1000}").code()).isEqualTo("not-called");
  }

  @Test
  void wantsTheShopsKey() {
    var guest = sale.inside();
    var path = "/v1/queues/demo/sessions/" + guest.tokenId();
    for (var what : new String[] {"/complete", "/abandon", "/extend"}) {
      for (var headers :
          new String[][] {
            {},
            {"Authorization", "Bearer wrong"},
            {"Authorization", "Basic eA=="},
            guest.bearer(),
            {"Authorization", "Bearer " + EdgeServer.ADMIN_KEY}
          }) {
        var reply = sale.server().post(path + what, "{\"byMs\":1000}", headers);
        assertThat(reply.status()).as(what).isEqualTo(401);
        assertThat(reply.code()).as(what).isEqualTo("origin-key-invalid");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
      }
    }
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
  }

  @Test
  void believesNobodyWhereNoKeyIsSet() {
    var room = new InMemoryRoom();
    room.open("demo", QueueSettings.defaults("demo"));
    try (var server = EdgeServer.inFrontOf(room)) {
      var reply = server.post("/v1/queues/demo/sessions/00/complete", null, KEY);
      assertThat(reply.code()).isEqualTo("origin-key-invalid");
      var none =
          server.post("/v1/queues/demo/sessions/00/complete", null, "Authorization", "Bearer ");
      assertThat(none.code()).isEqualTo("origin-key-invalid");
    }
  }

  @Test
  void knowsOnlyIdsOfItsOwnTokens() {
    var guest = sale.inside();
    sale.room().open("other", QueueSettings.defaults("other"));
    for (var path :
        new String[] {
          "/v1/queues/demo/sessions/nonsense",
          "/v1/queues/demo/sessions/%00",
          "/v1/queues/demo/sessions/" + "0".repeat(32),
          "/v1/queues/demo/sessions/" + "0".repeat(31),
          "/v1/queues/other/sessions/" + guest.tokenId()
        }) {
      var reply = sale.server().post(path + "/complete", null, KEY);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.code()).as(path).isEqualTo("session-unknown");
    }
    var nowhere =
        sale.server().post("/v1/queues/nowhere/sessions/" + guest.tokenId() + "/extend", "{}", KEY);
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(nowhere.code()).isEqualTo("queue-unknown");
  }

  @Test
  void namesWhatIsWrongWithAnExtension() {
    var guest = sale.inside();
    for (var body :
        new String[] {
          "{}",
          "{\"byMs\":0}",
          "{\"byMs\":-1}",
          "{\"byMs\":\"1\"}",
          "{\"byMs\":1.5}",
          "{\"byMs\":9223372036854775807}",
          "{\"byMs\":null}",
          "{\"byMs\":[1]}"
        }) {
      var reply = tell(guest, "/extend", body);
      assertThat(reply.status()).as(body).isEqualTo(400);
      assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
          .as(body)
          .isEqualTo("/byMs");
    }
    assertThat(tell(guest, "/extend", null).code()).isEqualTo("json-invalid");
    assertThat(tell(guest, "/complete", "nonsense").code()).isEqualTo("json-invalid");
  }

  @Test
  void saysWhenTheOwnerCannotBeAsked() {
    var guest = sale.inside();
    sale.room().failWith(Outcome.UNAVAILABLE);
    for (var what : new String[] {"/complete", "/abandon", "/extend"}) {
      var reply = tell(guest, what, "{\"byMs\":1000}");
      assertThat(reply.status()).as(what).isEqualTo(503);
      assertThat(reply.header("Retry-After")).as(what).isNotNull();
    }
  }
}
