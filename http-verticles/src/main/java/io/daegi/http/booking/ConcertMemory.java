package io.daegi.http.booking;

import io.daegi.booking.api.BookingClient;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The concerts that booking last told of. While booking is away, the catalogue can still be read.
 * Holds no more concerts than booking has; belongs to one event loop.
 */
final class ConcertMemory {

  private static final long QUEUE_FRESH_NS = 1_000_000_000;

  private record Known(Concert concert, long toldNs) {}

  private final BookingClient booking;
  private final Map<String, Known> idToKnown = new HashMap<>();
  private List<Concert> lastList;

  ConcertMemory(BookingClient booking) {
    this.booking = booking;
  }

  /** Every concert. */
  Future<Reply<List<Concert>>> all() {
    return booking
        .concerts()
        .map(
            reply -> {
              if (reply instanceof Reply.Done<List<Concert>> done) {
                lastList = done.value();
                lastList.forEach(this::remember);
                return reply;
              }
              return lastList != null && isAway(reply) ? Reply.done(lastList) : reply;
            });
  }

  Future<Reply<Concert>> find(String concertId) {
    return booking
        .concert(concertId)
        .map(
            reply -> {
              if (reply instanceof Reply.Done<Concert> done) {
                remember(done.value());
                return reply;
              }
              var known = idToKnown.get(concertId);
              return known != null && isAway(reply) ? Reply.done(known.concert()) : reply;
            });
  }

  /** The queue that stands in front of a concert, a second old at most while booking answers. */
  Future<Reply<String>> queueOf(String concertId) {
    var known = idToKnown.get(concertId);
    return known != null && System.nanoTime() - known.toldNs() < QUEUE_FRESH_NS
        ? Future.succeededFuture(Reply.done(known.concert().queueId()))
        : find(concertId).map(reply -> reply.map(Concert::queueId));
  }

  private void remember(Concert concert) {
    idToKnown.put(concert.concertId(), new Known(concert, System.nanoTime()));
  }

  private static boolean isAway(Reply<?> reply) {
    return reply instanceof Reply.Refused<?> refused
        && refused.refusal().code() == RefusalCode.BOOKING_UNAVAILABLE;
  }
}
