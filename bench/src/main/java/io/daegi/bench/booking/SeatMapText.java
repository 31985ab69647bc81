package io.daegi.bench.booking;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A compact seat map of one section, read from a compressed answer.
 *
 * @param states a letter a seat, row by row
 */
record SeatMapText(String states) {

  private static final Pattern STATES = Pattern.compile("\"states\":\"([A-Z]+)\"");

  /**
   * @param answer head and body, a byte a character
   */
  static SeatMapText of(String answer) {
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    byte[] zipped = body.getBytes(StandardCharsets.ISO_8859_1);
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      Matcher found =
          STATES.matcher(new String(unzipped.readAllBytes(), StandardCharsets.US_ASCII));
      if (!found.find()) {
        throw new IllegalStateException("no seats: " + answer);
      }
      return new SeatMapText(found.group(1));
    } catch (IOException e) {
      throw new IllegalStateException("not compressed: " + answer, e);
    }
  }
}
