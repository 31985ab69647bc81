package io.daegi.booking.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A seat's name in its parts: {@code <section>-<row>-<number>}.
 *
 * @param row from 1
 * @param number from 1, within the row
 */
public record SeatName(String section, int row, int number) {

  private static final Pattern FORM =
      Pattern.compile("(.{1,30})-([1-9][0-9]{0,3})-([1-9][0-9]{0,3})");

  /** Empty when the text has not the form of a seat's name. */
  public static Optional<SeatName> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SeatName(
            parts.group(1), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
  }

  @Override
  public String toString() {
    return section + "-" + row + "-" + number;
  }
}
