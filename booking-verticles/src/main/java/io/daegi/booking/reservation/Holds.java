package io.daegi.booking.reservation;

import io.daegi.booking.api.Caller;
import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Page;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Released;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.Reservation;
import io.daegi.booking.bus.BookingCalls.ListOwn;
import io.daegi.booking.bus.BookingCalls.OfQueue;
import io.daegi.booking.bus.BookingCalls.OwnRecord;
import io.daegi.booking.bus.BookingCalls.Reserve;
import io.daegi.booking.bus.BusCaller;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.reservation.HoldStore.StaleCatalogueException;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.SeatSelection;
import io.daegi.booking.rules.ShowPlan;
import io.daegi.booking.store.AnswerSlots;
import io.daegi.booking.store.AnswerStore.Slot;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** Temporary holds, and the visitor's own list of them. */
final class Holds {

  private static final int MAX_PAGE = 100;

  /** Operators who change the catalogue many times a second make buyers ask again. */
  private static final int PLANS_TO_TRY = 5;

  private final Catalogue catalogue;
  private final HoldStore holds;
  private final ReservationStore reservations;
  private final SeatChanges changes;
  private final long holdMaxMs;

  /**
   * @param holdMaxMs how long a hold may stand in all, whatever its concert says
   */
  Holds(
      Catalogue catalogue,
      HoldStore holds,
      ReservationStore reservations,
      SeatChanges changes,
      long holdMaxMs) {
    this.holdMaxMs = holdMaxMs;
    this.catalogue = catalogue;
    this.holds = holds;
    this.reservations = reservations;
    this.changes = changes;
  }

  /** A plan that an operator changed meanwhile is read again. */
  Future<Reply<Reservation>> hold(Reserve ask) {
    return hold(ask, PLANS_TO_TRY);
  }

  private Future<Reply<Reservation>> hold(Reserve ask, int plansToTry) {
    if (plansToTry == 0) {
      return Future.succeededFuture(Reply.refused(BusCaller.unavailable()));
    }
    return holdByPlan(ask)
        .recover(
            cause ->
                cause instanceof StaleCatalogueException
                    ? catalogue.refresh().compose(fresh -> hold(ask, plansToTry - 1))
                    : Future.failedFuture(cause));
  }

  private Future<Reply<Reservation>> holdByPlan(Reserve ask) {
    return switch (request(ask)) {
      case Reply.Refused<HoldRequest> refused ->
          holds
              .recall(slot(ask))
              .map(stored -> stored.orElseGet(() -> Reply.refused(refused.refusal())));
      case Reply.Done<HoldRequest> request -> holds.hold(request.value()).compose(this::told);
    };
  }

  private Reply<HoldRequest> request(Reserve ask) {
    long version = catalogue.version();
    Caller caller = ask.caller();
    return switch (catalogue.findFor(caller, ask.show())) {
      case Reply.Refused<Catalogue.Found> refused -> Reply.refused(refused.refusal());
      case Reply.Done<Catalogue.Found> found -> {
        ConcertPlan concert = found.value().concert();
        ShowPlan show = found.value().show();
        yield SeatSelection.of(concert, show, ask.seats())
            .map(
                seats ->
                    new HoldRequest(
                        EventOwner.of(caller),
                        concert,
                        show,
                        seats,
                        Math.min(concert.holdTtlMs(), holdMaxMs),
                        version,
                        slot(ask)));
      }
    };
  }

  private static Slot slot(Reserve ask) {
    return AnswerSlots.ofHold(ask.caller().visitor(), ask.show(), ask.seats(), ask.key());
  }

  /** A refused hold changed no seat, but has an event to tell. */
  private Future<Reply<Reservation>> told(Reply<Reservation> reply) {
    return switch (reply) {
      case Reply.Done<Reservation> done ->
          changes
              .held(done.value().concertId(), done.value().showId(), done.created())
              .map(seen -> reply);
      case Reply.Refused<Reservation> refused -> {
        changes.refused(refused);
        yield Future.succeededFuture(reply);
      }
    };
  }

  Future<Reply<Reservation>> find(OwnRecord ask) {
    return reservations
        .find(ask.visitor(), ask.id())
        .map(
            row ->
                row.map(found -> Reply.done(found.toReservation()))
                    .orElseGet(() -> Reply.refused(SaleRefusals.unknown())));
  }

  Future<Reply<Page<Reservation>>> list(ListOwn ask) {
    UUID after;
    try {
      after = ask.cursor() == null ? null : UUID.fromString(ask.cursor());
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(refuse("/cursor", "malformed", "not a cursor of this list"));
    }
    if (ask.limit() < 1 || ask.limit() > MAX_PAGE) {
      return Future.succeededFuture(
          refuse("/limit", "out-of-range", "must be between 1 and " + MAX_PAGE));
    }
    return reservations
        .list(ask.visitor(), ask.limit() + 1, after)
        .map(rows -> Reply.done(page(rows, ask.limit())));
  }

  private static Page<Reservation> page(List<ReservationRow> rows, int limit) {
    List<Reservation> items =
        rows.stream().limit(limit).map(ReservationRow::toReservation).toList();
    String next = rows.size() > limit ? rows.get(limit - 1).reservationId().toString() : null;
    return new Page<>(items, next);
  }

  private static <T> Reply<T> refuse(String pointer, String code, String detail) {
    return Reply.refused(Refusal.invalid(List.of(new FieldFault(pointer, code, detail))));
  }

  /** Giving back what is no longer held changes nothing. */
  Future<Reply<Released>> release(OwnRecord ask) {
    return reservations
        .release(ask.visitor(), ask.id())
        .compose(
            rows ->
                rows.isEmpty()
                    ? reservations
                        .find(ask.visitor(), ask.id())
                        .map(row -> row.map(Holds::notReleased).orElseGet(Holds::unknown))
                    : changes.ended(rows).map(seen -> Reply.done(new Released(rows.size()))));
  }

  private static Reply<Released> notReleased(ReservationRow row) {
    return switch (row.state()) {
      case CONFIRMED, REFUNDING ->
          Reply.refused(
              Refusal.of(RefusalCode.ALREADY_CONFIRMED, "The reservation is paid already."));
      case PAYING -> Reply.refused(SaleRefusals.running());
      case HELD, CANCELLED, EXPIRED, REFUNDED -> Reply.done(new Released(0));
    };
  }

  private static Reply<Released> unknown() {
    return Reply.refused(SaleRefusals.unknown());
  }

  Future<Reply<Released>> releaseAll(OfQueue ask) {
    return reservations
        .releaseAll(ask.visitor(), ask.queueId())
        .compose(rows -> changes.ended(rows).map(seen -> Reply.done(new Released(rows.size()))));
  }
}
