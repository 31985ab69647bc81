package io.daegi.booking.reservation;

import io.daegi.booking.outbox.BookingEvent;
import io.daegi.booking.outbox.EventOwner;
import io.daegi.booking.outbox.EventType;
import io.daegi.booking.rules.ConcertPlan;
import io.daegi.booking.rules.SeatSelection;
import io.daegi.booking.rules.ShowPlan;
import io.daegi.booking.store.AnswerStore;

/**
 * Seats that somebody admitted wants to hold.
 *
 * @param holdTtlMs how long the hold stands if it comes about
 * @param catalogueVersion of the plan that the selection was made from
 * @param slot where the answer is stored
 */
record HoldRequest(
    EventOwner owner,
    ConcertPlan concert,
    ShowPlan show,
    SeatSelection selection,
    long holdTtlMs,
    long catalogueVersion,
    AnswerStore.Slot slot) {

  /** The event of a hold that did not come about. */
  BookingEvent failed(String reason) {
    return new BookingEvent(
        EventType.RESERVATION_FAILED,
        owner,
        owner.visitor().toString(),
        null,
        show.showId(),
        selection.seats(),
        selection.total(),
        reason,
        null);
  }
}
