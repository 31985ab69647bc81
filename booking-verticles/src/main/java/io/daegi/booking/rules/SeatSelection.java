package io.daegi.booking.rules;

import io.daegi.booking.api.FieldFault;
import io.daegi.booking.api.Money;
import io.daegi.booking.api.Refusal;
import io.daegi.booking.api.RefusalCode;
import io.daegi.booking.api.Reply;
import io.daegi.booking.rules.ShowPlan.PricedSeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Seats of one show that a visitor asked for, all of them real.
 *
 * @param seats in the plan's reading order: every process locks seats in the same order
 */
public record SeatSelection(List<String> seats, Money total) {

  /** The selection, or why it cannot be one; whether the seats are free is not asked here. */
  public static Reply<SeatSelection> of(ConcertPlan concert, ShowPlan show, List<String> names) {
    if (names == null || names.isEmpty()) {
      return invalid("missing", "name at least one seat");
    }
    if (names.size() > concert.maxSeatsPerVisitor()) {
      return Reply.refused(limit(concert));
    }
    List<PricedSeat> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if (name == null) {
        return invalid("malformed", "a seat is named by a text");
      }
      show.find(name).ifPresentOrElse(found::add, () -> unknown.add(name));
    }
    if (!unknown.isEmpty()) {
      return Reply.refused(
          Refusal.ofSeats(RefusalCode.SEAT_UNKNOWN, "The show has no such seat.", unknown));
    }
    Set<String> distinct = new LinkedHashSet<>(names);
    if (distinct.size() < names.size()) {
      return invalid("duplicate", "a seat is named twice");
    }
    found.sort(Comparator.comparingInt(PricedSeat::order));
    long total = found.stream().mapToLong(PricedSeat::price).sum();
    return Reply.done(
        new SeatSelection(
            found.stream().map(PricedSeat::name).toList(), new Money(total, concert.currency())));
  }

  /** Why a visitor gets no more seats of this concert. */
  public static Refusal limit(ConcertPlan concert) {
    return Refusal.of(
        RefusalCode.SEAT_LIMIT,
        "A visitor gets at most " + concert.maxSeatsPerVisitor() + " seats of this concert.");
  }

  private static Reply<SeatSelection> invalid(String code, String detail) {
    return Reply.refused(Refusal.invalid(List.of(new FieldFault("/seats", code, detail))));
  }
}
