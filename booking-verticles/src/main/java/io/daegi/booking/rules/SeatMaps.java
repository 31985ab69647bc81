package io.daegi.booking.rules;

import io.daegi.booking.api.Money;
import io.daegi.booking.api.SeatMap;
import io.daegi.booking.api.SeatMap.SectionSeats;
import io.daegi.booking.api.SeatState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Draws a show's seat map from its plan and its claims. */
public final class SeatMaps {

  private static final int VERSION_CHARS = 16;

  private SeatMaps() {}

  /**
   * @param seatToSold every seat that is held (false) or sold (true)
   */
  public static SeatMap draw(String currency, ShowPlan show, Map<String, Boolean> seatToSold) {
    int count = show.seatCount();
    char[] states = new char[count];
    Arrays.fill(states, SeatState.AVAILABLE.letter());
    seatToSold.forEach(
        (seat, sold) ->
            show.find(seat)
                .ifPresent(
                    found ->
                        states[found.order()] = (sold ? SeatState.SOLD : SeatState.HELD).letter()));
    List<SectionSeats> sections = new ArrayList<>();
    int at = 0;
    for (SectionPlan section : show.sections()) {
      sections.add(
          new SectionSeats(
              section.name(),
              section.rows(),
              section.seatsPerRow(),
              new Money(section.price(), currency),
              new String(states, at, section.seatCount())));
      at += section.seatCount();
    }
    return new SeatMap(show.showId(), show.date(), version(show, sections), sections);
  }

  /** The same seats have the same version, whoever draws them. */
  private static String version(ShowPlan show, List<SectionSeats> sections) {
    return KeyedIds.bodyHash(show.showId(), sections).substring(0, VERSION_CHARS);
  }
}
