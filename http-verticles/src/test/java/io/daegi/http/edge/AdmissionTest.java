package io.daegi.http.edge;

import static io.daegi.http.fixture.Sale.CAPACITY;
import static io.daegi.http.fixture.Sale.RESERVATIONS;
import static io.daegi.http.fixture.Sale.SEATS;
import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.engine.command.Outcome;
import io.daegi.engine.model.EndReason;
import io.daegi.engine.model.Limits;
import io.daegi.engine.model.QueueSettings;
import io.daegi.engine.model.TokenState;
import io.daegi.http.fixture.Reply;
import io.daegi.http.fixture.Sale;
import io.daegi.http.fixture.Sale.Guest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final long OLD_MS = Limits.GRACE_MS + 1;

  private final Sale sale = new Sale();

  @AfterEach
  void stop() {
    sale.close();
  }

  private Reply seats(Guest guest) {
    return sale.server().get(SEATS, guest.bearer());
  }

  private static void assertUnavailable(Reply reply) {
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.code()).isEqualTo("booking-unavailable");
    assertThat(reply.header("Retry-After")).isNotNull();
    assertThat(reply.json().getLong("retryAfterMs")).isPositive();
  }

  @Test
  void entersACalledVisitorByTheFirstBookingCall() {
    var guest = sale.called();
    assertThat(seats(guest).status()).isEqualTo(200);
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
    var verdict = sale.server().booking().lastCaller().verdict();
    assertThat(verdict.expiresAtMs() - System.currentTimeMillis()).isBetween(500_000L, 600_000L);
  }

  @Test
  void entersNobodyByAReadWithACookieAlone() {
    var guest = sale.called();
    assertThat(sale.server().get(SEATS, guest.cookie()).status()).isEqualTo(200);
    assertThat(sale.stateOf(guest)).isEqualTo("READY");
    var hold = "{\"showId\":\"show-1\",\"seat\":\"A-1-1\"}";
    var held =
        sale.server()
            .post(RESERVATIONS, hold, guest.cookie("Origin", "http://tickets.example.com"));
    assertThat(held.status()).isEqualTo(201);
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
  }

  @Test
  void tellsNobodyYesBeforeTheBoardShowsTheEntry() {
    var guest = sale.called();
    sale.room().lagBoardBy(1);
    assertUnavailable(seats(guest));
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
    sale.room().lagBoardBy(0);
    assertThat(seats(guest).status()).isEqualTo(200);
  }

  @Test
  void answersFromTheBoardAloneBeforeTheSessionsEnd() {
    var guest = sale.inside();
    sale.room().failWith(Outcome.UNAVAILABLE);
    assertThat(seats(guest).status()).isEqualTo(200);
    assertThat(sale.room().timesAsked()).isZero();
  }

  @Test
  void saysYesFromItsBoardOnlyBeforeTheSessionsEnd() {
    var guest = sale.inside();
    sale.room().setRemaining("demo", guest.number(), 0);
    var over = seats(guest);
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.code()).isEqualTo("session-over");
    assertThat(sale.room().timesAsked()).isEqualTo(1);
  }

  @Test
  void believesTheOwnerThatTheSessionWasMadeLonger() {
    var guest = sale.inside();
    sale.room().setRemaining("demo", guest.number(), 0);
    sale.room().freezeBoard();
    sale.room().setRemaining("demo", guest.number(), 60_000);
    assertThat(seats(guest).status()).isEqualTo(200);
    var verdict = sale.server().booking().lastCaller().verdict();
    assertThat(verdict.expiresAtMs()).isGreaterThan(System.currentTimeMillis());
  }

  @Test
  void turnsAwayWhoIsFarBackFromTheBoardAlone() {
    for (int i = 0; i < CAPACITY; i++) {
      sale.waiting();
    }
    var far = sale.waiting();
    var reply = seats(far);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("not-admitted");
    assertThat(reply.json().getInteger("position")).isEqualTo(CAPACITY + 1);
    assertThat(sale.room().timesAsked()).isZero();
  }

  @Test
  void asksTheOwnerAboutWhoMayHaveBeenCalledMeanwhile() {
    for (int i = 1; i < CAPACITY; i++) {
      sale.waiting();
    }
    var near = sale.waiting();
    assertThat(near.number()).isEqualTo(CAPACITY);
    var still = seats(near);
    assertThat(still.status()).isEqualTo(403);
    assertThat(still.json().getInteger("position")).isEqualTo(CAPACITY);
    assertThat(sale.room().timesAsked()).isEqualTo(1);
  }

  @Test
  void letsInWhomTheOwnerCalledWhileTheBoardWasBehind() {
    var guest = sale.waiting();
    sale.room().freezeBoard();
    sale.room().callUpTo("demo", guest.number());
    var early = sale.server().get(SEATS, guest.cookie());
    assertThat(early.status()).isEqualTo(200);
    assertThat(sale.stateOf(guest)).isEqualTo("READY");
    assertUnavailable(seats(guest));
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
    sale.room().thawBoard();
    assertThat(seats(guest).status()).isEqualTo(200);
  }

  @Test
  void asksTheOwnerWhileTheBoardIsOld() {
    var guest = sale.inside();
    var ended = sale.inside();
    sale.room().freezeBoard();
    sale.room().ageBoardTo(OLD_MS);
    sale.room().end("demo", ended.number(), TokenState.COMPLETED, EndReason.PAID);
    assertThat(seats(guest).status()).isEqualTo(200);
    var over = seats(ended);
    assertThat(over.status()).isEqualTo(403);
    assertThat(over.code()).isEqualTo("session-over");
    assertThat(sale.room().timesAsked()).isEqualTo(2);
  }

  @Test
  void believesTheOwnerAboutAnEntryThatAnOldBoardDoesNotShow() {
    var guest = sale.called();
    sale.room().freezeBoard();
    sale.room().ageBoardTo(OLD_MS);
    assertUnavailable(seats(guest));
    assertThat(sale.stateOf(guest)).isEqualTo("ACTIVE");
    assertThat(seats(guest).status()).isEqualTo(200);
  }

  @Test
  void asksTheOwnerOnceForAVisitorAndSecond() {
    var guest = sale.inside();
    sale.room().ageBoardTo(OLD_MS);
    long begunNs = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThat(seats(guest).status()).isEqualTo(200);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begunNs);
    assertThat((long) sale.room().timesAsked()).isBetween(1L, seconds + 1);
  }

  @Test
  void goesByTheLeaseWhenTheBoardIsOldAndNobodyOwnsTheQueue() {
    var inside = sale.inside();
    var over = sale.inside();
    var called = sale.called();
    var waiting = sale.waiting();
    sale.room().setRemaining("demo", over.number(), 0);
    sale.room().ageBoardTo(OLD_MS);
    for (var outcome : new Outcome[] {Outcome.UNAVAILABLE, Outcome.UNKNOWN, Outcome.OVERLOADED}) {
      sale.room().failWith(outcome);
      assertThat(seats(inside).status()).as(outcome.name()).isEqualTo(200);
      assertThat(seats(called).status()).as(outcome.name()).isEqualTo(200);
      assertUnavailable(seats(over));
      assertUnavailable(seats(waiting));
    }
  }

  @Test
  void turnsNobodyAwayByAnOldBoardAlone() {
    for (int i = 0; i < 2 * CAPACITY; i++) {
      sale.waiting();
    }
    var far = sale.waiting();
    var second = sale.waiting();
    sale.room().freezeBoard();
    sale.room().ageBoardTo(OLD_MS);
    assertThat(seats(far).code()).isEqualTo("not-admitted");
    assertThat(sale.room().timesAsked()).isEqualTo(1);
    sale.room().failWith(Outcome.UNAVAILABLE);
    assertUnavailable(seats(second));
  }

  @Test
  void doesNoNewBusinessAfterTheEnd() {
    for (var end :
        new TokenState[] {
          TokenState.COMPLETED, TokenState.LEFT, TokenState.EXPIRED, TokenState.TURNED_AWAY
        }) {
      var guest = sale.inside();
      sale.room().end("demo", guest.number(), end, EndReason.SESSION_OVER);
      var reply = seats(guest);
      assertThat(reply.status()).as(end.name()).isEqualTo(403);
      assertThat(reply.code()).as(end.name()).isEqualTo("session-over");
    }
    assertThat(sale.room().timesAsked()).isZero();
  }

  @Test
  void takesABookingCallForASignOfLife() {
    var guest = sale.waiting();
    sale.room().end("demo", guest.number(), TokenState.ABANDONED, EndReason.SILENT);
    assertThat(seats(guest).code()).isEqualTo("not-admitted");
    assertThat(sale.stateOf(guest)).isEqualTo("WAITING");
  }

  @Test
  void refusesATokenOfAnotherQueue() {
    sale.room().open("other", QueueSettings.defaults("other"));
    var stranger = sale.joining("other");
    sale.room().callUpTo("other", stranger.number());
    var reply = seats(stranger);
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.code()).isEqualTo("wrong-queue");
    var cookie = sale.server().get(SEATS, "Cookie", "daegi-token-other=" + stranger.token());
    assertThat(cookie.code()).isEqualTo("wrong-queue");
    assertThat(sale.room().stateOf("other", stranger.number())).isEqualTo(TokenState.READY);
  }

  @Test
  void opensOwnRecordsInAnyState() {
    var guest = sale.inside();
    var held = sale.hold(guest, "A-1-1");
    sale.room().end("demo", guest.number(), TokenState.EXPIRED, EndReason.SESSION_OVER);
    sale.room().ageBoardTo(OLD_MS);
    sale.room().failWith(Outcome.UNAVAILABLE);
    for (var headers : new String[][] {guest.bearer(), guest.visitorOnly(), guest.cookie()}) {
      for (var path :
          new String[] {"/v1/reservations", "/v1/reservations/" + held, "/v1/balance"}) {
        assertThat(sale.server().get(path, headers).status()).as(path).isEqualTo(200);
      }
    }
    assertThat(sale.server().delete("/v1/reservations/" + held, guest.visitorOnly()).status())
        .isEqualTo(204);
  }
}
