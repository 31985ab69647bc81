package io.daegi.booking.reservation;

import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.metrics.BookingMetrics;
import io.daegi.booking.reservation.ReservationStore.FreedShow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What follows a commit that changed seats: views are dropped, the outbox is poked, it is counted.
 */
final class SeatChanges {

  private final SeatView view;
  private final Runnable outboxPoke;
  private final BookingMetrics metrics;

  SeatChanges(SeatView view, Runnable outboxPoke, BookingMetrics metrics) {
    this.view = view;
    this.outboxPoke = outboxPoke;
    this.metrics = metrics;
  }

  /** Done when nobody is shown these seats as they were. */
  Future<Void> held(String concertId, String showId, boolean isNew) {
    if (!isNew) {
      return Future.succeededFuture();
    }
    outboxPoke.run();
    metrics.reservation("held");
    return view.changed(concertId, showId);
  }

  void refused(Reply.Refused<Reservation> refused) {
    outboxPoke.run();
    metrics.reservation(refused.refusal().code().code());
  }

  /** The outbox holds what concerns no seat. */
  void told() {
    outboxPoke.run();
  }

  /** Seats came back by themselves. */
  Future<Void> freed(Set<FreedShow> shows) {
    return Future.all(
            shows.stream().map(show -> view.changed(show.concertId(), show.showId())).toList())
        .mapEmpty();
  }

  /** Holds ended or became sales. */
  Future<Void> ended(List<ReservationRow> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    outboxPoke.run();
    rows.forEach(row -> metrics.reservation(row.state().name().toLowerCase(Locale.ROOT)));
    return view.changed(rows);
  }
}
