package io.daegi.booking.reservation;

import io.vertx.core.Future;
import java.util.List;

/** Ends holds that ran out; several processes may sweep at once. */
final class HoldSweep {

  private static final int AT_ONCE = 200;

  private final ReservationStore reservations;
  private final SeatChanges changes;

  HoldSweep(ReservationStore reservations, SeatChanges changes) {
    this.reservations = reservations;
    this.changes = changes;
  }

  /** Sweeps until nothing is due, and frees the seats that were due to come back. */
  Future<Void> run() {
    return sweep().compose(swept -> reservations.freeDue()).compose(changes::freed);
  }

  private Future<Void> sweep() {
    return reservations
        .expire(AT_ONCE)
        .compose(rows -> changes.ended(rows).map(rows))
        .compose(this::goOn);
  }

  private Future<Void> goOn(List<ReservationRow> rows) {
    return rows.size() < AT_ONCE ? Future.succeededFuture() : sweep();
  }
}
