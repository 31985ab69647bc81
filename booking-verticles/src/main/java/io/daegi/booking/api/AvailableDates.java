package io.daegi.booking.api;

import java.time.LocalDate;
import java.util.List;

/** The shows of a concert, in order of their dates. */
public record AvailableDates(List<DateSeats> dates) {

  /** How many seats of a show are neither held nor sold, and how many it has. */
  public record DateSeats(String showId, LocalDate date, int available, int total) {}
}
