package io.daegi.booking.api;

/** Whether a seat can be had; the letter is its form in a {@link SeatMap}. */
public enum SeatState {
  AVAILABLE('A'),
  HELD('H'),
  SOLD('S');

  private final char letter;

  SeatState(char letter) {
    this.letter = letter;
  }

  public char letter() {
    return letter;
  }

  /**
   * @throws IllegalArgumentException for a letter that no state has
   */
  public static SeatState ofLetter(char letter) {
    return switch (letter) {
      case 'A' -> AVAILABLE;
      case 'H' -> HELD;
      case 'S' -> SOLD;
      default -> throw new IllegalArgumentException("no seat state has the letter " + letter);
    };
  }
}
