package io.daegi.booking.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Every seat of one show, compactly: one letter a seat.
 *
 * @param version changes whenever any seat's state or price does, and is the same in every process
 *     for the same seats: fit for an {@code ETag}
 */
public record SeatMap(String showId, LocalDate date, String version, List<SectionSeats> sections) {

  /**
   * @param states one {@link SeatState#letter()} a seat, row by row
   */
  public record SectionSeats(String name, int rows, int seatsPerRow, Money price, String states) {}

  /** One seat written out. */
  public record Seat(String seat, String section, Money price, SeatState state) {}

  /** Every seat written out, in the order of sections, rows and numbers. */
  public List<Seat> seats() {
    List<Seat> seats = new ArrayList<>();
    for (SectionSeats section : sections) {
      for (int at = 0; at < section.states().length(); at++) {
        int row = at / section.seatsPerRow() + 1;
        int number = at % section.seatsPerRow() + 1;
        seats.add(
            new Seat(
                section.name() + "-" + row + "-" + number,
                section.name(),
                section.price(),
                SeatState.ofLetter(section.states().charAt(at))));
      }
    }
    return seats;
  }
}
