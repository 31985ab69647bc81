package io.daegi.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Numbers() {}

  /** Three digits that count, thousands apart: 1,230,000 or 0.0123. */
  public static String rounded(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    int decimals = Math.max(0, rounded.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** As short as can be without a loss: 1.5 or 250. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
