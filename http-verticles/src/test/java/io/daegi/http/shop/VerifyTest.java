package io.daegi.http.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.daegi.http.fixture.Sale.Guest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyTest {

  private static final String VERIFY = "/v1/verify/demo";
  private static final String ROOM = "http://tickets.example.com/queues/demo";

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private String passOf(Guest guest) {
    return sale.server().get("/v1/queues/demo/tokens/me", guest.bearer()).json().getString("pass");
  }

  private static void assertDenied(Reply reply, int status, String reason) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Daegi-Reason")).isEqualTo(reason);
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.header("Daegi-Token-Id")).isNull();
    assertThat(reply.header("WWW-Authenticate") != null).isEqualTo(status == 401);
  }

  private static void assertGranted(Reply reply, Guest guest) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Daegi-Token-Id")).isEqualTo(guest.tokenId());
    assertThat(Instant.parse(reply.header("Daegi-Session-Ends"))).isAfter(Instant.now());
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void letsInWhoShowsATokenByAnyOfThreeWays() {
    var guest = sale.inside();
    for (var path : new String[] {VERIFY, VERIFY + "/shop/seats", VERIFY + "/", VERIFY + "?a=b"}) {
      assertGranted(sale.server().get(path, guest.bearer()), guest);
      assertGranted(sale.server().get(path, "Daegi-Pass", guest.token()), guest);
      assertGranted(sale.server().get(path, guest.cookie()), guest);
    }
  }

  @Test
  void mindsNoAddressThatCannotBeRead() {
    var guest = sale.inside();
    assertThat(sale.server().raw("GET", VERIFY + "?a=%zz", guest.bearer()))
        .startsWith("HTTP/1.1 200")
        .contains(guest.tokenId());
    assertThat(sale.server().raw("GET", VERIFY + "/%zz/..", guest.bearer()))
        .startsWith("HTTP/1.1 200");
    assertThat(sale.server().raw("GET", "/v1/verify/%zz", guest.bearer()))
        .startsWith("HTTP/1.1 403");
    assertThat(sale.server().get("/v1/verify/").status()).isEqualTo(404);
    assertThat(sale.server().raw("GET", VERIFY + "?%&deny=redirect")).startsWith("HTTP/1.1 302");
  }

  @Test
  void letsInWhoShowsAPass() {
    var guest = sale.inside();
    var pass = passOf(guest);
    assertGranted(sale.server().get(VERIFY, "Authorization", "Bearer " + pass), guest);
    assertGranted(sale.server().get(VERIFY, "Daegi-Pass", pass), guest);
    assertGranted(sale.server().get(VERIFY, "Cookie", "daegi-token-demo=" + pass), guest);
  }

  @Test
  void looksPastTheShopsOwnCredentials() {
    var guest = sale.inside();
    assertGranted(
        sale.server().get(VERIFY, guest.cookie("Authorization", "Basic c2hvcDpzaG9w")), guest);
    assertGranted(
        sale.server().get(VERIFY, guest.cookie("Authorization", "Bearer a.shops.token")), guest);
  }

  @Test
  void understandsProxiesThatAskWithTheVisitorsMethod() {
    var guest = sale.inside();
    for (var method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
      assertGranted(sale.server().send(method, VERIFY + "/cart", "x=1", guest.bearer()), guest);
    }
  }

  @Test
  void entersACalledVisitorButNotByAReadWithACookie() {
    var guest = sale.called();
    assertGranted(sale.server().get(VERIFY, guest.cookie()), guest);
    assertThat(sale.stateOf(guest)).isEqualTo("READY");
    assertGranted(sale.server().post(VERIFY, "{}", guest.cookie()), guest);
    assertThat(sale.stateOf(guest)).isEqualTo("READY");
    assertGranted(sale.server().get(VERIFY, guest.bearer()), guest);
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
  }

  @Test
  void sendsWhoIsNotKnownToTheRoom() {
    var nobody = sale.server().get(VERIFY);
    assertDenied(nobody, 401, "token-missing");
    assertThat(nobody.header("Daegi-Room")).isEqualTo(ROOM);
    var forged = sale.server().get(VERIFY, "Authorization", "Bearer forged");
    assertDenied(forged, 401, "token-invalid");
    assertThat(forged.header("Daegi-Room")).isEqualTo(ROOM);
    var junk = sale.server().get(VERIFY, "Daegi-Pass", "eyJhbGciOiJub25lIn0.e30.");
    assertDenied(junk, 401, "token-invalid");
  }

  @Test
  void keepsOutWhoWaitsOrIsOver() {
    var waiting = sale.waiting();
    var waits = sale.server().get(VERIFY, waiting.bearer());
    assertDenied(waits, 403, "not-admitted");
    assertThat(waits.header("Daegi-Room")).isEqualTo(ROOM);
    assertThat(waits.json().getInteger("position")).isEqualTo(1);
    var guest = sale.inside();
    var pass = passOf(guest);
    sale.room().end("demo", guest.number(), TokenState.COMPLETED, EndReason.PAID);
    assertDenied(sale.server().get(VERIFY, guest.bearer()), 403, "session-over");
    assertDenied(sale.server().get(VERIFY, "Daegi-Pass", pass), 403, "session-over");
  }

  @Test
  void keepsOutTokensAndPassesOfOtherQueues() {
    sale.room().open("other", QueueSettings.defaults("other"));
    var guest = sale.inside();
    var other = "/v1/verify/other";
    assertDenied(sale.server().get(other, guest.bearer()), 403, "wrong-queue");
    assertDenied(sale.server().get(other, "Daegi-Pass", passOf(guest)), 403, "wrong-queue");
  }

  @Test
  void saysNothingButYesAndNoWhateverHappens() {
    var guest = sale.called();
    sale.room().failWith(Outcome.OVERLOADED);
    sale.room().setRemaining("demo", guest.number(), 0);
    assertDenied(sale.server().get(VERIFY, guest.bearer()), 403, "unavailable");
    sale.room().failWith(null);
    sale.room().setRemaining("demo", guest.number(), 60_000);
    sale.room().lagBoardBy(1);
    assertDenied(sale.server().get(VERIFY, guest.bearer()), 403, "unavailable");
    for (var queue : new String[] {"nowhere", "%00", "a%20b", "%0D%0AX-Injected:1"}) {
      var unknown = sale.server().get("/v1/verify/" + queue, guest.bearer());
      assertDenied(unknown, 403, "queue-unknown");
      assertThat(unknown.header("Daegi-Room")).isNull();
    }
  }

  @Test
  void letsAPassInWhileNobodyOwnsTheQueue() {
    var guest = sale.inside();
    var pass = passOf(guest);
    sale.room().failWith(Outcome.UNAVAILABLE);
    sale.room().ageBoardTo(Limits.GRACE_MS + 1);
    assertGranted(sale.server().get(VERIFY, "Daegi-Pass", pass), guest);
    assertGranted(sale.server().get(VERIFY, guest.bearer()), guest);
  }

  @Test
  void redirectsToTheRoomOnWish() {
    for (var path : new String[] {VERIFY + "?deny=redirect", VERIFY + "/a?b=c&deny=redirect"}) {
      var nobody = sale.server().get(path);
      assertThat(nobody.status()).isEqualTo(302);
      assertThat(nobody.header("Location")).isEqualTo(ROOM);
      assertThat(nobody.header("Cache-Control")).isEqualTo("no-store");
      var waits = sale.server().get(path, sale.waiting().bearer());
      assertThat(waits.status()).isEqualTo(302);
      assertThat(waits.header("Daegi-Reason")).isEqualTo("not-admitted");
    }
    var guest = sale.inside();
    assertGranted(sale.server().get(VERIFY + "?deny=redirect", guest.bearer()), guest);
    var unknown = sale.server().get("/v1/verify/nowhere?deny=redirect");
    assertThat(unknown.status()).isEqualTo(403);
  }

  @Test
  void remembersTheRequestThatAProxyAsksAbout() {
    var proxied =
        new String[] {
          "X-Forwarded-Proto", "http",
          "X-Forwarded-Host", "tickets.example.com",
          "X-Forwarded-Uri", "/seats?a=1&b=2"
        };
    var room = ROOM + "?return=http%3A%2F%2Ftickets.example.com%2Fseats%3Fa%3D1%26b%3D2";
    assertThat(sale.server().get(VERIFY, proxied).header("Daegi-Room")).isEqualTo(room);
    assertThat(sale.server().get(VERIFY + "?deny=redirect", proxied).header("Location"))
        .isEqualTo(room);
    proxied[3] = "evil.example";
    assertThat(sale.server().get(VERIFY, proxied).header("Daegi-Room")).isEqualTo(ROOM);
  }
}
