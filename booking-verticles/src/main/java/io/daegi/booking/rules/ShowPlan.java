package io.daegi.booking.rules;

import io.daegi.booking.api.Show;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One evening and its seats.
 *
 * @param startsAt null when only the date is known
 */
public record ShowPlan(
    String showId, LocalDate date, Instant startsAt, List<SectionPlan> sections) {

  public int seatCount() {
    return sections.stream().mapToInt(SectionPlan::seatCount).sum();
  }

  /** A seat of this show: its place in the plan's reading order, and what it costs. */
  public record PricedSeat(String name, int order, long price) {}

  /** Empty when the show has no such seat. */
  public Optional<PricedSeat> find(String name) {
    return SeatName.parse(name).flatMap(this::find);
  }

  private Optional<PricedSeat> find(SeatName seat) {
    int before = 0;
    for (SectionPlan section : sections) {
      if (section.name().equals(seat.section())) {
        int index = section.indexOf(seat);
        return index < 0
            ? Optional.empty()
            : Optional.of(new PricedSeat(seat.toString(), before + index, section.price()));
      }
      before += section.seatCount();
    }
    return Optional.empty();
  }

  public Show toShow() {
    return new Show(showId, date, startsAt);
  }
}
