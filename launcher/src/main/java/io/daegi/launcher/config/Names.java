package io.daegi.launcher.config;

import java.util.Comparator;
import java.util.List;

/** Finds the name that somebody probably meant. */
final class Names {
  private Names() {}

  /** The known name that is the fewest edits away. */
  static String nearest(String unknown, List<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> edits(unknown, name))).orElseThrow();
  }

  /**
   * Letters inserted, deleted or changed to make one text of the other (Levenshtein), one row at a
   * time.
   */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
