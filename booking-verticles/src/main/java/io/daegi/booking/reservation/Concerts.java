package io.daegi.booking.reservation;

import io.daegi.booking.api.AvailableDates;
import io.daegi.booking.api.Concert;
import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.PlannedConcert;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.Reply;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.bus.BookingCalls.OfConcert;
import io.daegi.booking.bus.BookingCalls.OfShow;
import io.daegi.booking.bus.BookingCalls.PutConcert;
import io.daegi.booking.rules.BookingLimits;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.ConcertRules;
import io.daegi.booking.store.RefusedException;
import io.vertx.core.Future;
import java.util.List;

/** Concerts, their dates and their seats. */
final class Concerts {

  private final Catalogue catalogue;
  private final CatalogueStore store;
  private final SeatView view;
  private final BookingLimits limits;

  Concerts(Catalogue catalogue, CatalogueStore store, SeatView view, BookingLimits limits) {
    this.limits = limits;
    this.catalogue = catalogue;
    this.store = store;
    this.view = view;
  }

  Future<Reply<List<Concert>>> all() {
    List<Future<Concert>> concerts = catalogue.all().stream().map(this::toConcert).toList();
    return Future.all(concerts).map(all -> Reply.done(all.<Concert>list()));
  }

  Future<Reply<Concert>> find(OfConcert ask) {
    return switch (catalogue.findFor(null, ask.concertId())) {
      case Reply.Refused<ConcertPlan> refused ->
          Future.succeededFuture(Reply.refused(refused.refusal()));
      case Reply.Done<ConcertPlan> plan -> toConcert(plan.value()).map(Reply::done);
    };
  }

  private Future<Concert> toConcert(ConcertPlan plan) {
    return view.availability(plan).map(plan::toConcert);
  }

  Future<Reply<AvailableDates>> dates(OfConcert ask) {
    return switch (catalogue.findFor(ask.caller(), ask.concertId())) {
      case Reply.Refused<ConcertPlan> refused ->
          Future.succeededFuture(Reply.refused(refused.refusal()));
      case Reply.Done<ConcertPlan> plan -> view.dates(plan.value()).map(Reply::done);
    };
  }

  Future<Reply<SeatMap>> seats(OfShow ask) {
    return switch (catalogue.findFor(ask.caller(), ask.show())) {
      case Reply.Refused<Catalogue.Found> refused ->
          Future.succeededFuture(Reply.refused(refused.refusal()));
      case Reply.Done<Catalogue.Found> found ->
          view.seats(found.value().concert(), found.value().show()).map(Reply::done);
    };
  }

  Future<Reply<PlannedConcert>> plan(OfConcert ask) {
    Reply<PlannedConcert> reply =
        switch (catalogue.findFor(null, ask.concertId())) {
          case Reply.Refused<ConcertPlan> refused -> Reply.refused(refused.refusal());
          case Reply.Done<ConcertPlan> plan -> Reply.done(plan.value().toPlanned());
        };
    return Future.succeededFuture(reply);
  }

  /** Writes a concert and has it in memory before it answers. */
  Future<Reply<Concert>> put(PutConcert ask) {
    List<FieldFault> faults = ConcertRules.check(ask.concertId(), ask.spec(), limits.holdMaxMs());
    if (!faults.isEmpty()) {
      return Future.succeededFuture(Reply.refused(Refusal.invalid(faults)));
    }
    ConcertPlan plan = ConcertPlan.of(ask.concertId(), ask.spec());
    return RefusedException.toReply(
        store
            .put(plan, ask.seen())
            .compose(created -> catalogue.refresh().map(created))
            .compose(created -> shown(plan, created)));
  }

  private Future<Reply<Concert>> shown(ConcertPlan plan, boolean created) {
    view.changed(plan);
    return view.availability(plan)
        .map(plan::toWrittenConcert)
        .map(concert -> new Reply.Done<>(concert, created, false));
  }

  Future<Reply<List<String>>> queues() {
    return Future.succeededFuture(Reply.done(catalogue.queueIds()));
  }
}
