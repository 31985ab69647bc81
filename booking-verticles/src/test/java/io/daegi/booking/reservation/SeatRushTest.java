package io.daegi.booking.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.rules.SeatSelection;
import io.daegi.booking.rules.ShowPlan;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeatRushTest {

  @Test
  void letsWhoWaitedForAnotherGoOnWhereTheyBelong() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      ContextInternal loop = (ContextInternal) vertx.getOrCreateContext();
      Context first = loop.duplicate();
      Context second = loop.duplicate();
      var rush = new SeatRush();
      Promise<Reply<Reservation>> attempt = Promise.promise();
      var wentOnIn = new CompletableFuture<Context>();

      first.runOnContext(none -> rush.attempt(somebody(1), attempt::future));
      second.runOnContext(
          none ->
              rush.awaitOthers(somebody(2))
                  .onSuccess(lost -> wentOnIn.complete(Vertx.currentContext())));
      first.runOnContext(
          none ->
              attempt.complete(Reply.refused(Refusal.of(RefusalCode.SEAT_LIMIT, "Enough seats."))));

      assertThat(wentOnIn.get(10, TimeUnit.SECONDS)).isSameAs(second);
    } finally {
      vertx.close().await();
    }
  }

  /** Who wants the same seat as everybody. */
  private static HoldRequest somebody(long visitor) {
    return new HoldRequest(
        new EventOwner(new VisitorId(0, visitor), "queue", "token-" + visitor, visitor, 1, 0),
        null,
        new ShowPlan("show", LocalDate.of(2027, 12, 24), null, List.of()),
        new SeatSelection(List.of("A-1-1"), new Money(50_000, "KRW")),
        300_000,
        1,
        null);
  }
}
