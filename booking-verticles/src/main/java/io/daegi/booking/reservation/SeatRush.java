package io.daegi.booking.reservation;

import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.engine.model.VisitorId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A crowd around a seat, within this process: one tries, the others wait for how it went instead of
 * queueing for the seat's lock with a connection each. It decides nothing: who is told that a seat
 * is taken was told so by a commit. On one event loop only.
 */
final class SeatRush {

  private final Map<Seat, Attempt> seatToAttempt = new HashMap<>();

  private record Seat(String showId, String name) {}

  /**
   * @param taken the seats that the attempt took; empty when it took none
   */
  private record Attempt(VisitorId visitor, Future<Set<String>> taken) {}

  /** The seats among these that somebody took while we waited; empty when it is our turn to try. */
  Future<List<String>> awaitOthers(HoldRequest ask) {
    Attempt before = attemptOfAnother(ask);
    if (before == null) {
      return Future.succeededFuture(List.of());
    }
    return here(before.taken())
        .compose(
            taken -> {
              List<String> lost = ask.selection().seats().stream().filter(taken::contains).toList();
              return lost.isEmpty() ? awaitOthers(ask) : Future.succeededFuture(lost);
            });
  }

  /**
   * Who waited goes on where they belong, and not where the other's attempt ended: statements and
   * events would be of the other's trace.
   */
  private static <T> Future<T> here(Future<T> elsewhere) {
    Context mine = Vertx.currentContext();
    Promise<T> promise = Promise.promise();
    elsewhere.onComplete(
        (value, cause) -> mine.runOnContext(none -> promise.complete(value, cause)));
    return promise.future();
  }

  private Attempt attemptOfAnother(HoldRequest ask) {
    for (String seat : ask.selection().seats()) {
      Attempt attempt = seatToAttempt.get(new Seat(ask.show().showId(), seat));
      if (attempt != null && !attempt.visitor().equals(ask.owner().visitor())) {
        return attempt;
      }
    }
    return null;
  }

  /**
   * Tries; those who come meanwhile for one of the seats wait for it, and share its trouble: what
   * the database did not answer to one, it is not asked by a thousand one after the other.
   */
  Future<Reply<Reservation>> attempt(HoldRequest ask, Supplier<Future<Reply<Reservation>>> work) {
    Promise<Set<String>> taken = Promise.promise();
    Attempt mine = new Attempt(ask.owner().visitor(), taken.future());
    List<Seat> seats =
        ask.selection().seats().stream().map(name -> new Seat(ask.show().showId(), name)).toList();
    seats.forEach(seat -> seatToAttempt.put(seat, mine));
    return work.get()
        .onComplete(
            done -> {
              seats.forEach(seat -> seatToAttempt.remove(seat, mine));
              if (done.succeeded()) {
                taken.complete(taken(done.result()));
              } else {
                taken.fail(done.cause());
              }
            });
  }

  private static Set<String> taken(Reply<Reservation> reply) {
    return reply instanceof Reply.Done<Reservation> done && !done.replayed()
        ? new HashSet<>(done.value().seats())
        : Set.of();
  }
}
