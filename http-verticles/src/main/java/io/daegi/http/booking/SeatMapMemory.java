package io.daegi.http.booking;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Caller;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.ShowRef;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Seat maps that booking was asked for a moment ago, for the crowd that looks at the same hall. A
 * map is {@link #KEEP_MS} old at most, and never older than what its reader did at this process: a
 * hold is decided by the database anyhow. Belongs to one event loop.
 */
final class SeatMapMemory {

  /** An eye sees no difference; with booking's own memory far less than a second. */
  static final long KEEP_MS = 200;

  private static final int MAX_SHOWS = 64;

  private final BookingClient booking;
  private final OwnWrites writes;
  private final LongSupplier clockNs;
  private final Map<ShowRef, Reading> showToReading =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ShowRef, Reading> eldest) {
          return size() > MAX_SHOWS;
        }
      };

  /**
   * @param clockNs the clock of {@code writes}
   */
  SeatMapMemory(BookingClient booking, OwnWrites writes, LongSupplier clockNs) {
    this.booking = booking;
    this.writes = writes;
    this.clockNs = clockNs;
  }

  private record Reading(long begunNs, Future<Reply<SeatMap>> map) {}

  /** Who may not look is told so by booking. */
  Future<Reply<SeatMap>> find(Caller caller, ShowRef show) {
    if (!caller.verdict().isAdmitted()) {
      return booking.availableSeats(caller, show);
    }
    long nowNs = clockNs.getAsLong();
    var known = showToReading.get(show);
    if (known != null && isGood(known, nowNs) && !writes.mayMiss(caller.visitor(), known.begunNs)) {
      return known.map();
    }
    var reading = new Reading(nowNs, booking.availableSeats(caller, show));
    showToReading.put(show, reading);
    return reading.map();
  }

  /** A refusal is everybody's own: booking may be back by now. */
  private static boolean isGood(Reading reading, long nowNs) {
    return nowNs - reading.begunNs() < KEEP_MS * 1_000_000
        && !reading.map().failed()
        && !(reading.map().succeeded() && reading.map().result() instanceof Reply.Refused);
  }
}
