package io.daegi.http.edge;

/** Reads {@code Accept} and {@code Accept-Encoding} headers for values that are named outright. */
public final class Accepts {

  private Accepts() {}

  /**
   * How much a client wants a value.
   *
   * @return its weight, 1 when the header gives none; 0 when it is not named
   */
  public static double weight(String header, String value) {
    if (header == null) {
      return 0;
    }
    double best = 0;
    for (var part : header.split(",", -1)) {
      var pieces = part.split(";", -1);
      if (pieces[0].strip().equalsIgnoreCase(value)) {
        best = Math.max(best, weight(pieces));
      }
    }
    return best;
  }

  /** A weight that is no number counts as none at all. */
  private static double weight(String[] pieces) {
    for (int i = 1; i < pieces.length; i++) {
      var piece = pieces[i].strip();
      if (piece.startsWith("q=") || piece.startsWith("Q=")) {
        try {
          return Double.parseDouble(piece.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
