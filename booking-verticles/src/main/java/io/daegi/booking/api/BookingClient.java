package io.daegi.booking.api;

import io.daegi.engine.model.VisitorId;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Everything that can be asked of booking. Calls may be made from any context. Refusals and trouble
 * are {@link Reply.Refused}; a future fails only by a bug.
 *
 * <p>Calls that take a {@link Caller} check its verdict where the contract asks for admission, and
 * only after the idempotency key was looked up. Calls that take a {@link VisitorId} are about the
 * visitor's own records and need no admission.
 */
public interface BookingClient {

  /** Every concert, from memory. */
  Future<Reply<List<Concert>>> concerts();

  Future<Reply<Concert>> concert(String concertId);

  Future<Reply<AvailableDates>> availableDates(Caller caller, String concertId);

  Future<Reply<SeatMap>> availableSeats(Caller caller, ShowRef show);

  /**
   * Holds seats for the caller, all or none. The caller's own hold of exactly these seats is
   * answered again, without {@code created}.
   *
   * @param key idempotency key; may be null
   */
  Future<Reply<Reservation>> reserve(Caller caller, ShowRef show, List<String> seats, String key);

  /**
   * The visitor's reservations, newest first.
   *
   * @param limit 1 to 100
   * @param cursor {@link Page#next()} of the part before; null for the first
   */
  Future<Reply<Page<Reservation>>> reservations(VisitorId visitor, int limit, String cursor);

  Future<Reply<Reservation>> reservation(VisitorId visitor, UUID reservationId);

  /** Releases a hold; releasing what is no longer held counts 0. */
  Future<Reply<Released>> release(VisitorId visitor, UUID reservationId);

  /** Releases every hold that the visitor made under this queue: it left. */
  Future<Reply<Released>> releaseAll(VisitorId visitor, String queueId);

  /**
   * @param currency null: the one currency the wallet holds, or KRW
   */
  Future<Reply<Balance>> balance(VisitorId visitor, String currency);

  Future<Reply<Balance>> charge(Caller caller, Money money, String key);

  /** Pays for the caller's own hold, in any state of its token. */
  Future<Reply<Payment>> pay(Caller caller, UUID reservationId, String key);

  Future<Reply<Payment>> payment(VisitorId visitor, UUID paymentId);

  /**
   * Takes what a payment gateway says by itself, each event once: a repeat is answered as one. A
   * gateway that does not pay here is {@code gateway-unknown}, words that it did not sign or signed
   * long ago are {@code signature-invalid}.
   */
  Future<Reply<NoticeTaken>> paymentNotice(PaymentNotice notice);

  /**
   * Gives a confirmed reservation back, for operators: the money returns to the visitor's balance,
   * the seats are free. Repeated, it answers the refunded reservation, as a repeat.
   *
   * @param reason why, for the operator's own records
   */
  Future<Reply<Reservation>> refund(UUID reservationId, String reason);

  /** What was reserved under a token, newest first, for operators; at most 100. */
  Future<Reply<List<Purchase>>> purchases(String queueId, String tokenId);

  /** Anybody's reservation, for operators. */
  Future<Reply<Purchase>> purchase(UUID reservationId);

  /** A concert with its sections and prices, from memory, for operators. */
  Future<Reply<PlannedConcert>> plannedConcert(String concertId);

  default Future<Reply<Concert>> putConcert(String concertId, ConcertSpec spec) {
    return putConcert(concertId, spec, SeenPlan.WHATEVER);
  }

  /**
   * Creates or changes a concert, for operators; refused when its plan is not what was seen, unless
   * it is the new one already.
   */
  Future<Reply<Concert>> putConcert(String concertId, ConcertSpec spec, SeenPlan seen);

  /** Writes an operator's change into the audit trail. */
  Future<Reply<AdminAct>> noteAdminAct(AdminNote note);

  /**
   * What operators changed, newest first.
   *
   * @param limit 1 to 100
   * @param cursor {@link Page#next()} of the part before; null for the first
   */
  Future<Reply<Page<AdminAct>>> adminActs(int limit, String cursor);

  /** The ids of all queues that stand in front of a concert, in order, without repeats. */
  Future<Reply<List<String>>> queuesWithConcerts();
}
