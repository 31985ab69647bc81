package io.daegi.http.theme;

import java.util.regex.Pattern;

/** Colours as {@code #rgb} and {@code #rrggbb}, and whether one can be read on another. */
final class Colour {

  /** WCAG 2.2, 1.4.3, for text of the usual size. */
  static final double READABLE = 4.5;

  private static final Pattern FORM = Pattern.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

  private Colour() {}

  static boolean isOne(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  /** From 1, the same, to 21, black on white. */
  static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * linear(colour, 0) + 0.7152 * linear(colour, 1) + 0.0722 * linear(colour, 2);
  }

  private static double linear(String colour, int part) {
    int digits = (colour.length() - 1) / 3;
    int at = 1 + part * digits;
    int value = Integer.parseInt(colour.substring(at, at + digits), 16);
    double share = (digits == 1 ? value * 17 : value) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
