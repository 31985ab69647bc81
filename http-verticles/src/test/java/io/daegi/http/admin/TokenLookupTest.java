package io.daegi.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.Operator;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenLookupTest {

  private final Sale sale = new Sale();
  private final Operator operator = new Operator(sale.server());

  @AfterEach
  void stop() {
    sale.close();
  }

  private Reply find(String token) {
    return operator.get("/admin/v1/queues/demo/tokens/" + token);
  }

  @Test
  void findsOneVisitorByNumberByTokenAndByReservation() {
    var guest = sale.inside();
    var reservationId = sale.hold(guest, "A-1-1");
    for (var name : new String[] {Long.toString(guest.number()), guest.tokenId(), reservationId}) {
      var found = find(name);
      assertThat(found.status()).as(name).isEqualTo(200);
      assertThat(found.header("Cache-Control")).isEqualTo("no-store");
      assertThat(found.json().getLong("number")).isEqualTo(guest.number());
      assertThat(found.json().getString("tokenId")).isEqualTo(guest.tokenId());
      assertThat(found.json().getString("state")).isEqualTo("ACTIVE");
      assertThat(found.json().getLong("expiresInMs")).isPositive();
      assertThat(found.json().getString("visitor")).hasSize(36);
      var reservation = found.json().getJsonArray("reservations").getJsonObject(0);
      assertThat(reservation.getString("reservationId")).isEqualTo(reservationId);
      assertThat(reservation.getString("state")).isEqualTo("HELD");
    }
  }

  @Test
  void tellsWhereSomebodyWaitsAndSinceWhen() {
    sale.waiting();
    var second = sale.waiting();
    sale.room().ageJoinsTo(90_000);
    var found = find(Long.toString(second.number())).json();
    assertThat(found.getString("state")).isEqualTo("WAITING");
    assertThat(found.getLong("position")).isEqualTo(2);
    assertThat(found.getLong("etaMs")).isPositive();
    assertThat(found.getValue("expiresInMs")).isNull();
    assertThat(Duration.between(found.getInstant("joinedAt"), Instant.now()))
        .isBetween(Duration.ofSeconds(89), Duration.ofSeconds(100));
    assertThat(found.getJsonArray("reservations")).isEmpty();
    assertThat(found.getValue("visitor")).isNull();
  }

  @Test
  void saysWhyAPlaceEnded() {
    var guest = sale.called();
    sale.room().end("demo", guest.number(), TokenState.EXPIRED, EndReason.MISSED_CALL);
    var found = find(guest.tokenId()).json();
    assertThat(found.getString("state")).isEqualTo("EXPIRED");
    assertThat(found.getString("reason")).isEqualTo("missed-call");
  }

  @Test
  void saysWhatNobodyKnowsJustNow() {
    var guest = sale.inside();
    sale.hold(guest, "A-1-1");
    sale.server().booking().setAway(true);
    sale.room().failWith(Outcome.UNAVAILABLE);
    var found = find(guest.tokenId());
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().getString("state")).isEqualTo("ACTIVE");
    assertThat(found.json().getValue("reservations")).isNull();
    assertThat(found.json().getValue("joinedAt")).isNull();
  }

  @Test
  void knowsNobodyOfAnotherQueueAndNothingThatWasNotGiven() {
    sale.room().open("other", QueueSettings.defaults("other"));
    var guest = sale.inside();
    var reservationId = sale.hold(guest, "A-1-1");
    for (var name :
        new String[] {"0", "99", "999999999999999999", "x", "%00", "f".repeat(32), "-1"}) {
      assertThat(find(name).status()).as(name).isEqualTo(404);
    }
    for (var name : new String[] {guest.tokenId(), reservationId, "1"}) {
      var elsewhere = operator.get("/admin/v1/queues/other/tokens/" + name);
      assertThat(elsewhere.status()).as(name).isEqualTo(404);
      assertThat(elsewhere.code()).isEqualTo("session-unknown");
    }
    assertThat(find(UUID.randomUUID().toString()).code()).isEqualTo("reservation-unknown");
    assertThat(sale.server().get("/admin/v1/queues/demo/tokens/1").status()).isEqualTo(401);
  }
}
