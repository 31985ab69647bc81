package io.daegi.bench.booking;

import io.daegi.bench.report.Numbers;

/**
 * What one run gave.
 *
 * @param shopUs processor time of the booking side's process, each purchase
 * @param databaseUs of PostgreSQL's
 * @param benchUs of this one, where the broker is, and the clients over HTTP
 */
record Purchases(double perSecond, double shopUs, double databaseUs, double benchUs) {

  /** Of a run whose costs nobody knows. */
  static Purchases of(double perSecond) {
    return new Purchases(perSecond, Double.NaN, Double.NaN, Double.NaN);
  }

  @Override
  public String toString() {
    String rate = Numbers.rounded(perSecond) + " purchases/s";
    return Double.isNaN(shopUs)
        ? rate
        : "%s; us each: booking side %s, PostgreSQL %s, broker and clients %s"
            .formatted(
                rate,
                Numbers.rounded(shopUs),
                Numbers.rounded(databaseUs),
                Numbers.rounded(benchUs));
  }
}
