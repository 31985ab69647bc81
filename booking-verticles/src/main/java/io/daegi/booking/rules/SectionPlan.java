package io.daegi.booking.rules;

/**
 * Seats in rows at one price.
 *
 * @param price minor units of the concert's currency
 */
public record SectionPlan(String name, int rows, int seatsPerRow, long price) {

  public int seatCount() {
    return rows * seatsPerRow;
  }

  /** The seat's place in reading order, from 0; -1 when the section has no such seat. */
  public int indexOf(SeatName seat) {
    if (seat.row() > rows || seat.number() > seatsPerRow) {
      return -1;
    }
    return (seat.row() - 1) * seatsPerRow + seat.number() - 1;
  }
}
