package io.daegi.bench.booking.load;

import io.daegi.bench.edge.Sale;
import io.daegi.booking.api.ConcertSpec;
import io.daegi.booking.api.ConcertSpec.SectionSpec;
import io.daegi.booking.api.ConcertSpec.ShowSpec;
import io.daegi.booking.api.ShowRef;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The one hall of all runs, in one section of rows of two hundred seats, on one evening.
 *
 * @param rows how many
 */
public record Hall(int rows) {

  public static final String CONCERT = "hall";
  public static final String SECTION = "A";
  public static final int SEATS_PER_ROW = 200;
  public static final long PRICE = 50_000;
  public static final String CURRENCY = "KRW";
  public static final LocalDate DATE = LocalDate.of(2026, 12, 24);
  public static final ShowRef SHOW = new ShowRef(CONCERT, DATE, null);

  /** Longer than any run: no hold runs out while we measure. */
  private static final Duration HOLD_TTL = Duration.ofHours(6);

  public ConcertSpec spec() {
    return new ConcertSpec(
        "An evening",
        Sale.QUEUE,
        CURRENCY,
        HOLD_TTL.toMillis(),
        4,
        List.of(
            new ShowSpec(
                DATE, null, List.of(new SectionSpec(SECTION, rows, SEATS_PER_ROW, PRICE)))));
  }

  public int seats() {
    return rows * SEATS_PER_ROW;
  }

  /**
   * @param index from 0, row by row
   * @throws IllegalStateException when the hall has no such seat
   */
  public String seat(long index) {
    if (index >= seats()) {
      throw new IllegalStateException("all %,d seats of the hall are taken".formatted(seats()));
    }
    return SECTION + "-" + (index / SEATS_PER_ROW + 1) + "-" + (index % SEATS_PER_ROW + 1);
  }
}
