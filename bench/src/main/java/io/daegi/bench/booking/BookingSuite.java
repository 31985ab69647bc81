package io.daegi.bench.booking;

import io.daegi.bench.GroupedSuite;
import io.daegi.bench.Suite;
import java.util.List;

/** Booking on a real PostgreSQL, Kafka and Redis. */
public final class BookingSuite {

  private BookingSuite() {}

  public static Suite create() {
    return new GroupedSuite(
        "booking",
        List.of(new PurchaseFigures(), new HoldFigures(), new SeatFigures(), new StaleFigures()));
  }
}
