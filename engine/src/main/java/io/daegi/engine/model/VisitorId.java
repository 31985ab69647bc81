package io.daegi.engine.model;

import java.util.UUID;

/**
 * The 128-bit pseudonym of a visitor: the only identity that the machine and the log know.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record VisitorId(long high, long low) {

  /** A name-based or random id from elsewhere, as its two halves. */
  public static VisitorId of(UUID id) {
    return new VisitorId(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when the text is not a UUID
   */
  public static VisitorId parse(String text) {
    return of(UUID.fromString(text));
  }

  public UUID toUuid() {
    return new UUID(high, low);
  }

  /** The id in the form of a UUID. */
  @Override
  public String toString() {
    return toUuid().toString();
  }
}
